package io.chatroom.tcp.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLEngine;

import io.chatroom.tcp.socket.NanoClock;
import io.chatroom.testing.TestAuthority;

/**
 * Two TLS transports over channels that take and give a few bytes at a time.
 */
class TlsScript {

	static final long SEED = Long.getLong("seed", System.nanoTime());

	final Random random = new Random(SEED);

	final NarrowPipe pipe = new NarrowPipe(this.random);

	static byte[] readAll(TlsTransport transport) throws IOException {
		ByteBuffer all = ByteBuffer.allocate(1000);
		while (transport.read(all) >= 0) {
			// what is between the two comes in pieces
		}
		byte[] bytes = new byte[all.flip().remaining()];
		all.get(bytes);
		return bytes;
	}

	static String readSome(TlsTransport transport) throws IOException {
		return readSome(transport, ByteBuffer.allocate(1000));
	}

	static String readSome(TlsTransport transport, ByteBuffer some) throws IOException {
		some.clear();
		while (transport.read(some) == 0) {
			// what is between the two comes in pieces
		}
		return StandardCharsets.UTF_8.decode(some.flip()).toString();
	}

	static int write(TlsTransport transport, String text) throws IOException {
		int count = transport.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
		while (!transport.flush()) {
			// the socket takes some the next time
		}
		return count;
	}

	static void end(TlsTransport transport) throws IOException {
		transport.shutdownOutput();
		while (!transport.flush()) {
			// the socket takes some the next time
		}
	}

	Pair connect(String protocol) throws Exception {
		return connect(this.pipe, engine(false, protocol), engine(true, protocol));
	}

	static Pair connect(NarrowPipe pipe, SSLEngine server, SSLEngine client) throws Exception {
		Pair pair = new Pair(new TlsTransport(pipe.near(), server), new TlsTransport(pipe.far(), client));
		shakeHands(pair.server(), pair.client());
		return pair;
	}

	/**
	 * Shakes hands, each in turn on a thread of its own: the one that waits lets the
	 * other do something.
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

	static SSLEngine engine(boolean client, String protocol) {
		SSLEngine engine = TestAuthority.shared().context("localhost").createSSLEngine();
		engine.setUseClientMode(client);
		engine.setEnabledProtocols(new String[] { protocol });
		return engine;
	}

	/**
	 * Two transports that have shaken hands.
	 */
	record Pair(TlsTransport server, TlsTransport client) {
	}

}
