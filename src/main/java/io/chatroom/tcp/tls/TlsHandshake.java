package io.chatroom.tcp.tls;

import java.io.EOFException;
import java.io.IOException;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

import io.chatroom.tcp.socket.NanoClock;
import io.chatroom.tcp.tls.TlsHandshakeException.Reason;

/**
 * The TLS handshake with one peer. Used on the reader's thread, before the writer knows
 * of the connection.
 */
final class TlsHandshake {

	private static final long FULL_SOCKET_PAUSE_NANOS = 10_000_000;

	private final SSLEngine engine;

	private final TlsInput input;

	private final TlsOutput output;

	TlsHandshake(SSLEngine engine, TlsInput input, TlsOutput output) {
		this.engine = engine;
		this.input = input;
		this.output = output;
	}

	/**
	 * Does the handshake.
	 * @param clock tells the time
	 * @param waiting waits for the socket
	 * @param deadline when it must be done, in the time of the clock
	 * @throws TlsHandshakeException when it fails because of the peer
	 * @throws IOException when the connection is lost
	 */
	void run(NanoClock clock, TlsTransport.Waiting waiting, long deadline) throws IOException {
		try {
			this.engine.beginHandshake();
			while (!this.output.flush() || this.engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
				if (clock.nanoTime() - deadline >= 0) {
					throw new TlsHandshakeException(Reason.TIMED_OUT);
				}
				advance(clock, waiting, deadline);
			}
		}
		catch (EOFException ex) {
			throw new TlsHandshakeException(Reason.BROKEN_OFF, ex);
		}
		catch (SSLException ex) {
			sendAlert(ex);
			throw new TlsHandshakeException(Reason.REFUSED, ex);
		}
	}

	private void advance(NanoClock clock, TlsTransport.Waiting waiting, long deadline) throws IOException {
		if (!this.output.flush()) {
			// rare: a handshake has room in a socket's buffer
			clock.park(this, FULL_SOCKET_PAUSE_NANOS);
			return;
		}
		switch (this.engine.getHandshakeStatus()) {
			case NEED_TASK -> runTasks();
			case NEED_WRAP -> this.output.answer();
			default -> {
				int progress = this.input.advance();
				if (progress < 0) {
					throw new EOFException("close_notify");
				}
				if (progress == 0) {
					waiting.await(deadline);
				}
			}
		}
	}

	private void runTasks() {
		for (Runnable task = this.engine.getDelegatedTask(); task != null; task = this.engine.getDelegatedTask()) {
			task.run();
		}
	}

	/**
	 * Sends the alert that the engine has for the peer, as far as there is room.
	 */
	private void sendAlert(SSLException failure) {
		try {
			while (this.output.flush() && this.engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
				this.output.answer();
			}
		}
		catch (IOException ex) {
			failure.addSuppressed(ex);
		}
	}

}
