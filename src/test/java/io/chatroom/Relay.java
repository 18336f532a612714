package io.chatroom;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Carries connections to a server, until they are cut.
 */
final class Relay implements AutoCloseable {

	private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

	private volatile int target;

	private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

	Relay(int target) throws IOException {
		this.target = target;
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
				this.sockets.add(near);
				this.sockets.add(far);
				Thread.startVirtualThread(() -> carry(near, far));
				Thread.startVirtualThread(() -> {
					carry(far, near);
					reset(near);
				});
			}
		}
		catch (IOException ex) {
			// closed
		}
	}

	private static void carry(Socket from, Socket to) {
		try {
			from.getInputStream().transferTo(to.getOutputStream());
		}
		catch (IOException ex) {
			// cut, here or there
		}
	}

	/**
	 * Carries those that come from now on to another server.
	 */
	void turnTo(int target) {
		this.target = target;
	}

	/**
	 * Resets all connections: what is on its way is lost.
	 */
	void cut() {
		for (Socket socket = this.sockets.poll(); socket != null; socket = this.sockets.poll()) {
			reset(socket);
		}
	}

	/**
	 * Resets what leads here, and leaves the server in the belief that all is well.
	 */
	void cutHere() {
		for (Socket socket : this.sockets) {
			if (socket.getLocalPort() == this.listener.getLocalPort()) {
				reset(socket);
			}
		}
	}

	private static void reset(Socket socket) {
		try {
			socket.setSoLinger(true, 0);
			socket.close();
		}
		catch (IOException ex) {
			// it is gone already
		}
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
		cut();
	}

}
