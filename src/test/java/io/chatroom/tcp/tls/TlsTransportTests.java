package io.chatroom.tcp.tls;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

import io.chatroom.tcp.socket.NanoClock;
import io.chatroom.testing.TestAuthority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * TLS over channels that take and give a few bytes at a time.
 */
class TlsTransportTests {

	private static final long SEED = Long.getLong("seed", System.nanoTime());

	private final Random random = new Random(SEED);

	private final NarrowPipe pipe = new NarrowPipe(this.random);

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void losesAndDoublesNothingHoweverLittleTheSocketTakes(String protocol) throws Exception {
		for (int i = 0; i < 20; i++) {
			NarrowPipe between = new NarrowPipe(this.random);
			Pair pair = connect(between, engine(false, protocol), engine(true, protocol));
			Stream down = new Stream(pair.server, pair.client, bytes());
			Stream up = new Stream(pair.client, pair.server, bytes());
			while (!down.isDone() || !up.isDone()) {
				down.step();
				up.step();
			}
			assertThat(down.received()).as("seed %s", SEED).isEqualTo(down.sent());
			assertThat(up.received()).as("seed %s", SEED).isEqualTo(up.sent());
			assertThat(pair.server.isBuffering()).isFalse();
			end(pair.server);
			assertThat(readAll(pair.client)).isEmpty();
			assertThat(between.near().isEnded()).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void hearsThePeerWhenItHasSaidGoodbyeItself(String protocol) throws Exception {
		Pair pair = connect(protocol);
		end(pair.server);
		assertThat(write(pair.client, "late")).isEqualTo(4);
		assertThat(readSome(pair.server)).isEqualTo("late");
		end(pair.client);
		assertThat(readAll(pair.server)).isEmpty();
	}

	@Test
	void speaksOnWhenThePeerHasSaidGoodbyeInTls13() throws Exception {
		Pair pair = connect("TLSv1.3");
		end(pair.client);
		assertThat(readAll(pair.server)).isEmpty();
		assertThat(write(pair.server, "goodbye")).isEqualTo(7);
		assertThat(readSome(pair.client)).isEqualTo("goodbye");
	}

	@Test
	void endsBothWaysWhenThePeerHasSaidGoodbyeInTls12() throws Exception {
		Pair pair = connect("TLSv1.2");
		end(pair.client);
		assertThat(readAll(pair.server)).isEmpty();
		assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(() -> {
			// first goes the answer to the goodbye
			while (write(pair.server, "goodbye") == 0) {
				assertThat(pair.server.isOpen()).isTrue();
			}
		});
	}

	@Test
	void takesAtMostOneRecordWhenTheSocketIsFull() throws Exception {
		Pair pair = connect("TLSv1.3");
		this.pipe.near().stick(true);
		ByteBuffer text = ByteBuffer.allocate(100_000);
		assertThat(pair.server.write(text)).isBetween(1, 16 * 1024);
		assertThat(pair.server.write(text)).isZero();
		assertThat(pair.server.flush()).isFalse();
	}

	@Test
	void saysThatThereIsMoreThanWasRead() throws Exception {
		Pair pair = connect("TLSv1.3");
		write(pair.client, "one record");
		write(pair.client, "and another");
		ByteBuffer few = ByteBuffer.allocate(3);
		StringBuilder read = new StringBuilder();
		boolean both = false;
		while (read.length() < 21) {
			read.append(readSome(pair.server, few));
			both |= !this.pipe.near().hasInput() && pair.server.isBuffering();
			assertThat(read.length() == 21 || this.pipe.near().hasInput() || pair.server.isBuffering())
				.as("more of %s", read)
				.isTrue();
		}
		assertThat(read).hasToString("one recordand another");
		assertThat(both).isTrue();
		assertThat(pair.server.isBuffering()).isFalse();
	}

	@Test
	void tellsAStreamThatWasCutFromOneThatEnded() throws Exception {
		Pair pair = connect("TLSv1.3");
		write(pair.client, "pay 100");
		assertThat(readSome(pair.server)).isEqualTo("pay 100");
		this.pipe.far().close();
		assertThatExceptionOfType(EOFException.class).isThrownBy(() -> readAll(pair.server));
	}

	@ParameterizedTest
	@ValueSource(ints = { 17 * 1024 - 4, 20_000 })
	void refusesARecordThatIsTooLong(int length) throws Exception {
		Pair pair = connect("TLSv1.3");
		ByteBuffer record = ByteBuffer.allocate(40_000).put(new byte[] { 23, 3, 3 }).putShort((short) length).clear();
		assertThatExceptionOfType(SSLException.class).isThrownBy(() -> {
			while (record.hasRemaining()) {
				this.pipe.far().write(record);
				pair.server.read(ByteBuffer.allocate(4096));
			}
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void knowsTheCertificateOfThePeerAlsoWhenItResumes(String protocol) throws Exception {
		SSLContext context = TestAuthority.shared().context("localhost");
		String fingerprint = fingerprint(TestAuthority.shared().certificate("localhost"));
		Set<Long> sessions = new HashSet<>();
		for (int i = 0; i < 2; i++) {
			NarrowPipe between = new NarrowPipe(this.random);
			SSLEngine own = engine(false, protocol);
			own.setWantClientAuth(true);
			// it resumes a session with that peer
			SSLEngine peer = context.createSSLEngine("knows-the-certificate." + protocol, 1);
			peer.setUseClientMode(true);
			peer.setEnabledProtocols(new String[] { protocol });
			Pair pair = connect(between, own, peer);
			assertThat(pair.server.peerFingerprint()).isEqualTo(fingerprint);
			write(pair.server, "with the ticket");
			readSome(pair.client);
			sessions.add(peer.getSession().getCreationTime());
		}
		assertThat(sessions).as("it was resumed").hasSize(1);
	}

	@Test
	void aPeerMayShowNoCertificate() throws Exception {
		Pair pair = connect("TLSv1.3");
		assertThat(pair.server.peerFingerprint()).isNull();
	}

	private static String fingerprint(Path file) throws Exception {
		try (InputStream pem = Files.newInputStream(file)) {
			byte[] certificate = CertificateFactory.getInstance("X.509").generateCertificate(pem).getEncoded();
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate));
		}
	}

	private static byte[] readAll(TlsTransport transport) throws IOException {
		ByteBuffer all = ByteBuffer.allocate(1000);
		while (transport.read(all) >= 0) {
			// what is between the two comes in pieces
		}
		byte[] bytes = new byte[all.flip().remaining()];
		all.get(bytes);
		return bytes;
	}

	private static String readSome(TlsTransport transport) throws IOException {
		return readSome(transport, ByteBuffer.allocate(1000));
	}

	private static String readSome(TlsTransport transport, ByteBuffer some) throws IOException {
		some.clear();
		while (transport.read(some) == 0) {
			// what is between the two comes in pieces
		}
		return StandardCharsets.UTF_8.decode(some.flip()).toString();
	}

	private static int write(TlsTransport transport, String text) throws IOException {
		int count = transport.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
		while (!transport.flush()) {
			// the socket takes some the next time
		}
		return count;
	}

	private static void end(TlsTransport transport) throws IOException {
		transport.shutdownOutput();
		while (!transport.flush()) {
			// the socket takes some the next time
		}
	}

	private byte[] bytes() {
		byte[] bytes = new byte[this.random.nextInt(60_000)];
		this.random.nextBytes(bytes);
		return bytes;
	}

	private Pair connect(String protocol) throws Exception {
		return connect(this.pipe, engine(false, protocol), engine(true, protocol));
	}

	private static Pair connect(NarrowPipe pipe, SSLEngine server, SSLEngine client) throws Exception {
		Pair pair = new Pair(new TlsTransport(pipe.near(), server), new TlsTransport(pipe.far(), client));
		shakeHands(pair.server, pair.client);
		return pair;
	}

	/**
	 * Shakes hands, each in turn on a thread of its own: whoever waits lets the other do
	 * something.
	 */
	private static void shakeHands(TlsTransport server, TlsTransport client) throws Exception {
		Semaphore turn = new Semaphore(1, true);
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
		CompletableFuture<Void> other = CompletableFuture.runAsync(() -> run(client, turn, deadline));
		run(server, turn, deadline);
		other.get();
	}

	private static void run(TlsTransport transport, Semaphore turn, long deadline) {
		turn.acquireUninterruptibly();
		try {
			transport.handshake(NanoClock.SYSTEM, (until) -> {
				turn.release();
				turn.acquireUninterruptibly();
			}, deadline);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			turn.release();
		}
	}

	private static SSLEngine engine(boolean client, String protocol) {
		SSLEngine engine = TestAuthority.shared().context("localhost").createSSLEngine();
		engine.setUseClientMode(client);
		engine.setEnabledProtocols(new String[] { protocol });
		return engine;
	}

	/**
	 * Two transports that have shaken hands.
	 */
	private record Pair(TlsTransport server, TlsTransport client) {
	}

	/**
	 * Bytes on their way from one transport to the other, in pieces of any size.
	 */
	private final class Stream {

		private final TlsTransport from;

		private final TlsTransport to;

		private final ByteBuffer source;

		private final ByteBuffer destination;

		Stream(TlsTransport from, TlsTransport to, byte[] bytes) {
			this.from = from;
			this.to = to;
			this.source = ByteBuffer.wrap(bytes);
			this.destination = ByteBuffer.allocate(bytes.length + 1);
		}

		void step() throws IOException {
			Random random = TlsTransportTests.this.random;
			int end = Math.min(this.source.position() + random.nextInt(1, 40_000), this.source.capacity());
			this.from.write(this.source.limit(end));
			this.source.limit(this.source.capacity());
			this.from.flush();
			int limit = Math.min(this.destination.position() + random.nextInt(1, 5000), this.destination.capacity());
			this.to.read(this.destination.limit(limit));
		}

		boolean isDone() {
			return this.destination.position() >= this.source.capacity();
		}

		byte[] sent() {
			return this.source.array();
		}

		byte[] received() {
			byte[] bytes = new byte[this.destination.position()];
			this.destination.get(0, bytes);
			return bytes;
		}

	}

}
