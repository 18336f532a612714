package io.chatroom.tcp.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.util.HexFormat;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;

import io.chatroom.tcp.socket.NanoClock;
import io.chatroom.tcp.socket.Transport;
import org.jspecify.annotations.Nullable;

/**
 * TLS over another transport. The reader uses the input and the writer the output. Both
 * use the engine, which admits one of them at a time, for one record.
 */
public final class TlsTransport implements Transport {

	private final Transport socket;

	private final SSLEngine engine;

	private final TlsInput input;

	private final TlsOutput output;

	/**
	 * Creates a transport that has not shaken hands.
	 * @param socket moves the encrypted bytes
	 * @param engine the engine of this connection
	 */
	public TlsTransport(Transport socket, SSLEngine engine) {
		this.socket = socket;
		this.engine = engine;
		this.input = new TlsInput(socket, engine);
		this.output = new TlsOutput(socket, engine);
	}

	/**
	 * Does the handshake, before all else. Called by the reader, before the writer knows
	 * of the connection.
	 * @param clock tells the time
	 * @param waiting waits for the socket
	 * @param deadline when it must be done, in the time of the clock
	 * @throws TlsHandshakeException when it fails because of the peer
	 * @throws IOException when the connection is lost
	 */
	public void handshake(NanoClock clock, Waiting waiting, long deadline) throws IOException {
		new TlsHandshake(this.engine, this.input, this.output).run(clock, waiting, deadline);
	}

	/**
	 * Returns whether a byte has come. Called by the reader.
	 */
	public boolean hasBegun() {
		return this.input.hasBegun();
	}

	/**
	 * Returns the certificate that the peer has shown. Called by the reader, after the
	 * handshake.
	 * @return its SHA-256 fingerprint in lower-case hexadecimal digits; null when it has
	 * shown none
	 */
	public @Nullable String peerFingerprint() {
		try {
			Certificate own = this.engine.getSession().getPeerCertificates()[0];
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(own.getEncoded()));
		}
		catch (SSLPeerUnverifiedException ex) {
			return null;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("A certificate that was verified has no bytes", ex);
		}
	}

	@Override
	public int read(ByteBuffer destination) throws IOException {
		return this.input.read(destination);
	}

	@Override
	public int write(ByteBuffer source) throws IOException {
		return this.output.write(source);
	}

	@Override
	public boolean flush() throws IOException {
		return this.output.flush();
	}

	@Override
	public void shutdownOutput() throws IOException {
		this.output.end();
	}

	@Override
	public boolean isBuffering() {
		return this.input.isBuffering() || this.socket.isBuffering();
	}

	@Override
	public boolean isOpen() {
		return this.socket.isOpen();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	/**
	 * Waits for the socket.
	 */
	@FunctionalInterface
	public interface Waiting {

		/**
		 * Returns when there is input or the deadline has passed, or earlier.
		 * @param deadline in the time of the clock
		 * @throws IOException when the connection is broken
		 */
		void await(long deadline) throws IOException;

	}

}
