package io.chatroom.client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

import io.chatroom.testing.ClosedPort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ConnectCommandFailureTests {

	private static final int A_MINUTE = 60_000;

	private final Terminal terminal = new Terminal();

	@Test
	void tellsOfResetWhileWaitingForInput() throws Exception {
		try (PipedOutputStream keyboard = new PipedOutputStream();
				InputStream in = new PipedInputStream(keyboard);
				OneClientServer server = new OneClientServer((socket) -> {
					socket.getOutputStream().write(bytes("Name?\r\n"));
					await().until(this.terminal::printed, "Name?\n"::equals);
					reset(socket);
				})) {
			assertThat(run(in, "127.0.0.1", server.port())).isOne();
			assertThat(this.terminal.complaints())
				.matches("The connection to 127\\.0\\.0\\.1:%s was lost: .+\\.\\R".formatted(server.port()));
		}
	}

	@Test
	void tellsThatServerClosedThoughNobodyWantedToGo() throws Exception {
		try (PipedOutputStream keyboard = new PipedOutputStream();
				InputStream in = new PipedInputStream(keyboard);
				OneClientServer server = new OneClientServer((socket) -> {
					socket.getOutputStream().write(bytes("Name?\r\n"));
					socket.getInputStream().readNBytes(4);
				})) {
			keyboard.write(bytes("bob\n"));
			assertThat(run(in, "127.0.0.1", server.port())).isOne();
			assertThat(this.terminal.complaints())
				.matches("The connection to 127\\.0\\.0\\.1:%s was lost\\.\\R".formatted(server.port()));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "bob\n" })
	void tellsThatServerTurnedItAway(String input) throws Exception {
		try (OneClientServer server = new OneClientServer(
				(socket) -> socket.getOutputStream().write(bytes("Too many connections.\r\n")))) {
			assertThat(run(A_MINUTE, new ByteArrayInputStream(bytes(input)), "127.0.0.1:" + server.port())).isOne();
			assertThat(this.terminal.printed()).isEqualTo("Too many connections.\n");
			assertThat(this.terminal.complaints())
				.matches("The connection to 127\\.0\\.0\\.1:%s was lost\\.\\R".formatted(server.port()));
		}
	}

	@Test
	void tellsProgramsWhyTheServerTurnedThemAway() throws Exception {
		try (OneClientServer server = new OneClientServer(
				(socket) -> socket.getOutputStream().write(bytes("Too many connections.\r\n")))) {
			assertThat(run(A_MINUTE, InputStream.nullInputStream(), "--json", "127.0.0.1:" + server.port())).isOne();
			assertThat(this.terminal.printed()).isEmpty();
			assertThat(this.terminal.complaints())
				.matches("Too many connections\\.\\RThe connection to .+ was lost\\.\\R");
		}
	}

	@Test
	void tellsThatServerClosedWithoutAWord() throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> {
		})) {
			assertThat(run(InputStream.nullInputStream(), "127.0.0.1:" + server.port())).isOne();
			assertThat(this.terminal.complaints())
				.matches("Cannot connect to .+: it closed the connection without a greeting \\(--tls\\?\\)\\.\\R");
		}
	}

	@Test
	void doesNotShowHalfALineWhenTheConnectionIsLostInIt() throws Exception {
		try (PipedOutputStream keyboard = new PipedOutputStream();
				InputStream in = new PipedInputStream(keyboard);
				OneClientServer server = new OneClientServer((socket) -> {
					socket.getOutputStream().write(bytes("Greetings from the ChatRoom!\r\n"));
					socket.getInputStream().readNBytes("#format json\r\n".length());
					socket.getOutputStream()
						.write(bytes(
								"{\"event\":\"welcome\",\"room\":\"lobby\",\"epoch\":\"r\",\"seq\":1,\"name\":\"bob\",\"members\":1}\r\n"
										+ "{\"event\":\"said\",\"room\":\"lobby\",\"seq\":2,\"at\":\"2026"));
				})) {
			assertThat(run(in, "--name=bob", "--no-reconnect", "127.0.0.1:" + server.port())).isOne();
			assertThat(this.terminal.printed()).startsWith("Welcome bob!").hasLineCount(1);
			assertThat(this.terminal.complaints()).matches("The connection to .+ was lost\\.\\R");
		}
	}

	@Test
	void saysNothingToAServerThatTakesItsTimeToGreet() throws Exception {
		CompletableFuture<Thread> client = new CompletableFuture<>();
		try (OneClientServer server = new OneClientServer((socket) -> {
			// it waits for the greeting
			await().until(client.get()::getState, Thread.State.TIMED_WAITING::equals);
			assertThat(socket.getInputStream().available()).isZero();
			socket.getOutputStream().write(bytes("Greetings from the ChatRoom!\r\n"));
			assertThat(socket.getInputStream().readNBytes(14)).isEqualTo(bytes("#format json\r\n"));
		})) {
			client.complete(Thread.startVirtualThread(() -> run(new ByteArrayInputStream(bytes("bob\n")),
					"--no-reconnect", "127.0.0.1:" + server.port())));
			server.awaitPlayed();
			client.get().join();
		}
	}

	@Test
	void tellsOfResetWhileSending() throws Exception {
		try (InputStream in = new EndlessInput(); OneClientServer server = new OneClientServer((socket) -> {
			socket.getOutputStream().write(bytes("Name?\r\n"));
			socket.getInputStream().readNBytes(100_000);
			reset(socket);
		})) {
			assertThat(run(in, "127.0.0.1", server.port())).isOne();
			assertThat(this.terminal.complaints())
				.matches("The connection (to .+ was lost: .+|ended before everything was sent)\\.\\R");
		}
	}

	@Test
	void tellsOfInputThatBreaksOffAfterSendingWhatCame() throws Exception {
		ByteArrayOutputStream heard = new ByteArrayOutputStream();
		InputStream in = new SequenceInputStream(new ByteArrayInputStream(bytes("hi\n")), new BrokenInput());
		try (OneClientServer server = new OneClientServer((socket) -> {
			socket.getOutputStream().write(bytes("Name?\r\n"));
			socket.getInputStream().transferTo(heard);
		})) {
			assertThat(run(in, "127.0.0.1", server.port())).isOne();
			server.awaitPlayed();
			assertThat(heard.toString(StandardCharsets.UTF_8)).isEqualTo("hi\n");
			assertThat(this.terminal.complaints()).matches("The input failed: disk on fire\\.\\R");
		}
	}

	@Test
	void endsWhenNobodyReadsTheOutputAnyMore() throws Exception {
		PrintStream closedPipe = new PrintStream(new OutputStream() {
			@Override
			public void write(int b) throws IOException {
				throw new IOException("Broken pipe");
			}
		});
		try (OneClientServer server = new OneClientServer((socket) -> {
			socket.getOutputStream().write(bytes("Name?\r\n"));
			socket.getInputStream().readAllBytes();
		}); PipedOutputStream keyboard = new PipedOutputStream(); InputStream in = new PipedInputStream(keyboard)) {
			String[] args = { "127.0.0.1", server.port() };
			assertThat(ConnectCommand.run(args, in, closedPipe, this.terminal.err)).isOne();
			assertThat(this.terminal.complaints()).matches("The output can no longer be written\\.\\R");
		}
	}

	@Test
	void tellsOfRefusedConnectionInOneSentence() throws Exception {
		try (ClosedPort closed = new ClosedPort()) {
			String port = Integer.toString(closed.number());
			assertThat(run(InputStream.nullInputStream(), "127.0.0.1", port)).isOne();
			assertThat(this.terminal.complaints())
				.matches("Cannot connect to 127\\.0\\.0\\.1:%s: Connection refused\\.\\R".formatted(port));
			assertThat(this.terminal.printed()).isEmpty();
		}
	}

	@Test
	void tellsOfUnknownHostInOneSentence() {
		// an invalid name, so that it is not looked up in the network
		assertThat(run(InputStream.nullInputStream(), "[::no]:5000")).isOne();
		assertThat(this.terminal.complaints()).matches("Unknown host: ::no\\.\\R");
	}

	private int run(InputStream in, String... args) {
		return run(1, in, args);
	}

	private int run(int turnedAwayMillis, InputStream in, String... args) {
		return ConnectCommand.run(args, in, this.terminal.out, this.terminal.err,
				new Waits(Delay.REAL, turnedAwayMillis));
	}

	private static void reset(Socket socket) throws IOException {
		socket.setSoLinger(true, 0);
		socket.close();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Input that cannot be read.
	 */
	private static final class BrokenInput extends InputStream {

		@Override
		public int read() throws IOException {
			throw new IOException("disk on fire");
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			return read();
		}

	}

	/**
	 * Input that never ends and never blocks.
	 */
	private static final class EndlessInput extends InputStream {

		@Override
		public int read() {
			return '\n';
		}

		@Override
		public int read(byte[] buffer, int offset, int length) {
			Arrays.fill(buffer, offset, offset + length, (byte) '\n');
			return length;
		}

	}

}
