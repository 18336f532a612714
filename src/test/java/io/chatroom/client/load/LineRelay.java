package io.chatroom.client.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Carries lines to a chat and back, but for a fault. */
final class LineRelay implements AutoCloseable {

	private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

	private final int target;

	private final Fault fault;

	LineRelay(int target, Fault fault) throws IOException {
		this.target = target;
		this.fault = fault;
		Thread.startVirtualThread(this::accept);
	}

	String address() {
		return "127.0.0.1:" + this.listener.getLocalPort();
	}

	private void accept() {
		try {
			while (true) {
				Socket near = this.listener.accept();
				Socket far = new Socket(InetAddress.getLoopbackAddress(), this.target);
				near.setTcpNoDelay(true);
				far.setTcpNoDelay(true);
				Thread.startVirtualThread(() -> carry(near, far, this.fault::up));
				Thread.startVirtualThread(() -> carry(far, near, this.fault::down));
			}
		}
		catch (IOException ex) {
			// closed
		}
	}

	private static void carry(Socket from, Socket to, Change change) {
		try (from; to) {
			BufferedReader in = new BufferedReader(new InputStreamReader(from.getInputStream(), UTF_8));
			OutputStream out = to.getOutputStream();
			for (String line = in.readLine(); line != null; line = in.readLine()) {
				for (String changed : change.of(line)) {
					out.write((changed + "\r\n").getBytes(UTF_8));
				}
			}
		}
		catch (IOException ex) {
			// one side has gone
		}
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
	}

	private interface Change {

		List<String> of(String line);

	}

	/** What goes wrong. By default, nothing. */
	interface Fault {

		/** A line to the server. */
		default List<String> up(String line) {
			return List.of(line);
		}

		/** A line of the server. */
		default List<String> down(String line) {
			return List.of(line);
		}

	}

}
