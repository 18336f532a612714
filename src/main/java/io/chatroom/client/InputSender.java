package io.chatroom.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Sends what the user gives to the server and half-closes at the end of it; runs on a
 * daemon thread of its own, since a read of the terminal cannot be interrupted.
 */
final class InputSender implements Runnable {

	private final InputStream in;

	private final Socket socket;

	private final Socket connection;

	// Guarded by this, which is held during a write, and stays true when that fails.
	private boolean unsent;

	private volatile @Nullable IOException inputFailure;

	/**
	 * Creates a sender.
	 * @param in what the user gives
	 * @param socket what it goes to
	 * @param connection the same, or the socket under it when it speaks TLS
	 */
	InputSender(InputStream in, Socket socket, Socket connection) {
		this.in = in;
		this.socket = socket;
		this.connection = connection;
	}

	@Override
	public void run() {
		byte[] buffer = new byte[8192];
		try {
			for (int count = read(buffer); count >= 0; count = read(buffer)) {
				send(buffer, count);
			}
			this.socket.shutdownOutput();
		}
		catch (IOException ex) {
			// The connection is gone. The thread that receives sees that as well, and
			// ends
			// the command.
		}
	}

	private int read(byte[] buffer) {
		try {
			return this.in.read(buffer);
		}
		catch (IOException ex) {
			this.inputFailure = ex;
			return -1;
		}
	}

	private synchronized void send(byte[] buffer, int count) throws IOException {
		this.unsent = true;
		this.socket.getOutputStream().write(buffer, 0, count);
		this.unsent = false;
	}

	/**
	 * Closes the connection, whose end the other thread has seen, and tells whether
	 * something went wrong here. A reset reaches only one of two threads as an error:
	 * when that is this one, the other sees a plain end.
	 * @return a sentence for the user
	 */
	Optional<String> finish() throws IOException {
		// Ends a write that waits for the server, so that the lock comes free.
		// To close what speaks TLS above it would wait for that write.
		this.connection.close();
		synchronized (this) {
			IOException failure = this.inputFailure;
			if (failure != null) {
				return Optional.of("The input broke off: %s.".formatted(failure.getMessage()));
			}
			return this.unsent ? Optional.of("The connection ended before everything was sent.") : Optional.empty();
		}
	}

}
