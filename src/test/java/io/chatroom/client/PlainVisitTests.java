package io.chatroom.client;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import javax.net.ssl.SSLSocket;

import io.chatroom.client.ConnectArguments.TlsFiles;
import io.chatroom.testing.TestAuthority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * How a conversation with a server without JSON mode ends, whichever of the two threads
 * is faster.
 */
class PlainVisitTests {

	private final Terminal terminal = new Terminal();

	@Test
	void endsWellWhenTheServerClosesBeforeTheEndOfTheInputIsWhollySent() throws Exception {
		FakeSocket socket = new FakeSocket() {
			@Override
			public void shutdownOutput() throws IOException {
				serverCloses();
				awaitClosed();
				throw new SocketException("Socket is closed");
			}
		};
		assertThat(visit(socket, typed("bob")).stay(true, null)).isEqualTo(Ending.DONE);
		assertThat(socket.sent()).isEqualTo("bob\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "#quit", "#QUIT now" })
	void sendsNothingAfterQuit(String quit) throws Exception {
		FakeSocket socket = new FakeSocket();
		assertThat(visit(socket, typed("bob", quit, "more")).stay(true, null)).isEqualTo(Ending.DONE);
		assertThat(socket.sent()).isEqualTo("bob\n" + quit + "\n");
	}

	@Test
	void endsNoConversationForAServerThatHasEndedItBefore() throws Exception {
		FakeSocket socket = new FakeSocket();
		socket.serverCloses();
		PlainSender sender = new PlainSender(new ServerConnection(socket, socket), () -> null, null, true);
		assertThat(sender.finish()).isNull();
		sender.run();
		assertThat(sender.saidGoodbye()).isFalse();
	}

	@Test
	void isLostWhenTheServerClosesBeforeTheEndOfTheInput() throws Exception {
		FakeSocket socket = new FakeSocket();
		socket.serverCloses();
		PlainVisit visit = visit(socket, () -> {
			socket.awaitClosed();
			return null;
		});
		assertThatExceptionOfType(EOFException.class).isThrownBy(() -> visit.stay(true, null));
	}

	@Test
	void looksNoMoreAtASocketThatTheEndMayHaveClosed() throws Exception {
		FakeSocket socket = new FakeSocket() {
			@Override
			public void setSoTimeout(int millis) throws SocketException {
				if (hasEnded()) {
					throw new SocketException("Socket is closed");
				}
			}
		};
		Screen screen = new Screen(new PlainDisplay(this.terminal.out, this.terminal.err), typed("bob"), true);
		assertThat(new PlainVisit(new ServerConnection(socket, socket), screen).stay(true, null))
			.isEqualTo(Ending.DONE);
	}

	@Test
	void doesNotCutALineOfAPipeWhereTheServerPauses() throws Exception {
		FakeSocket socket = new FakeSocket("hel", "lo\r\nbye");
		assertThat(visit(socket, typed("bob")).stay(true, null)).isEqualTo(Ending.DONE);
		assertThat(this.terminal.printed()).isEqualTo("hello\nbye\n");
	}

	@ParameterizedTest
	@CsvSource({ "false, 127.0.0.1", "true, localhost" })
	void tellsThatServerClosedBeforeEverythingWasSent(boolean tls, String host) throws Exception {
		TestAuthority authority = TestAuthority.shared();
		Path ca = authority.certificate("ca");
		// more than the buffers of both sockets hold
		String line = "x".repeat(10 * 1024 * 1024);
		try (ServerSocket listener = new ServerSocket()) {
			listener.setReceiveBufferSize(4096);
			listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
			Thread.startVirtualThread(() -> {
				try (Socket carrier = listener.accept()) {
					Socket socket = tls ? overTls(authority, carrier) : carrier;
					socket.getInputStream().readNBytes(1);
					socket.shutdownOutput();
					// unread input would turn the end into a reset
					await().until(this.terminal::complaints, (complaint) -> !complaint.isEmpty());
				}
				catch (Exception ex) {
					throw new IllegalStateException(ex);
				}
			});
			HostAndPort server = new HostAndPort(host, listener.getLocalPort());
			Socket carrier = new Socket(host, server.port());
			Socket socket = tls ? new TlsClient(new TlsFiles(ca, null, null)).over(carrier, server) : carrier;
			try (ServerConnection connection = new ServerConnection(carrier, socket)) {
				assertThat(new PlainVisit(connection, screen(typed(line))).stay(true, null))
					.isEqualTo(Ending.BROKEN_OFF);
			}
			assertThat(this.terminal.complaints()).matches("The connection ended before everything was sent\\.\\R");
		}
	}

	private static Socket overTls(TestAuthority authority, Socket carrier) throws Exception {
		SSLSocket socket = (SSLSocket) authority.context("localhost")
			.getSocketFactory()
			.createSocket(carrier, null, true);
		socket.setUseClientMode(false);
		return socket;
	}

	private PlainVisit visit(FakeSocket socket, Typing typing) throws IOException {
		return new PlainVisit(new ServerConnection(socket, socket), screen(typing));
	}

	private Screen screen(Typing typing) {
		return new Screen(new PlainDisplay(this.terminal.out, this.terminal.err), typing, false);
	}

	private static Typing typed(String... lines) {
		Iterator<String> rest = List.of(lines).iterator();
		return () -> rest.hasNext() ? rest.next() : null;
	}

	/**
	 * A socket whose server sends texts with pauses, and closes when the client has
	 * finished.
	 */
	private static class FakeSocket extends Socket {

		private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

		private final CountDownLatch serverClosed = new CountDownLatch(1);

		private final CountDownLatch closed = new CountDownLatch(1);

		private final Iterator<String> said;

		private boolean paused = true;

		private volatile int timeout;

		private volatile boolean ended;

		FakeSocket(String... said) {
			this.said = List.of(said).iterator();
		}

		String sent() {
			return this.sent.toString(StandardCharsets.UTF_8);
		}

		void serverCloses() {
			this.serverClosed.countDown();
		}

		boolean hasEnded() {
			return this.ended;
		}

		void awaitClosed() throws IOException {
			awaitLatch(this.closed);
		}

		private static void awaitLatch(CountDownLatch latch) throws IOException {
			try {
				latch.await();
			}
			catch (InterruptedException ex) {
				throw new InterruptedIOException();
			}
		}

		@Override
		public InputStream getInputStream() {
			return new InputStream() {
				@Override
				public int read() {
					throw new UnsupportedOperationException();
				}

				@Override
				public int read(byte[] buffer, int offset, int length) throws IOException {
					return receive(buffer, offset);
				}
			};
		}

		private int receive(byte[] buffer, int offset) throws IOException {
			this.paused = !this.paused;
			if (this.paused && this.timeout > 0) {
				throw new SocketTimeoutException();
			}
			if (this.said.hasNext()) {
				byte[] bytes = this.said.next().getBytes(StandardCharsets.UTF_8);
				System.arraycopy(bytes, 0, buffer, offset, bytes.length);
				return bytes.length;
			}
			awaitLatch(this.serverClosed);
			this.ended = true;
			return -1;
		}

		@Override
		public OutputStream getOutputStream() {
			return this.sent;
		}

		@Override
		public void setSoTimeout(int millis) throws SocketException {
			this.timeout = millis;
		}

		@Override
		public void shutdownOutput() throws IOException {
			serverCloses();
		}

		@Override
		public void close() {
			this.closed.countDown();
		}

	}

}
