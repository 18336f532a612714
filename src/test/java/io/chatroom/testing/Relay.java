package io.chatroom.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Carries connections to a server, until they are cut.
 */
public final class Relay implements AutoCloseable {

	private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

	private volatile int target;

	private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

	public Relay(int target) throws IOException {
		this.target = target;
		Thread.startVirtualThread(this::accept);
	}

	public String address() {
		return "127.0.0.1:" + this.listener.getLocalPort();
	}

	private void accept() {
		try {
			while (true) {
				connect(this.listener.accept());
			}
		}
		catch (IOException ex) {
			// closed
		}
	}

	private void connect(Socket near) throws IOException {
		near.setTcpNoDelay(true);
		try {
			Socket far = new Socket(InetAddress.getLoopbackAddress(), this.target);
			far.setTcpNoDelay(true);
			this.sockets.add(near);
			this.sockets.add(far);
			if (this.listener.isClosed()) {
				cut();
			}
			Thread.startVirtualThread(() -> carry(near, far));
			Thread.startVirtualThread(() -> {
				if (!carry(far, near)) {
					reset(near);
				}
			});
		}
		catch (IOException ex) {
			// the server is away
			reset(near);
		}
	}

	/**
	 * Carries all that comes, and then its end. What the other side takes no more is
	 * dropped: to close a socket that has some would be a reset, and lose what goes back.
	 * @return whether all was carried
	 */
	private static boolean carry(Socket from, Socket to) {
		try (from) {
			InputStream in = from.getInputStream();
			try {
				in.transferTo(to.getOutputStream());
				to.shutdownOutput();
				return true;
			}
			catch (IOException ex) {
				in.transferTo(OutputStream.nullOutputStream());
			}
		}
		catch (IOException ex) {
			// cut, here or there
		}
		return false;
	}

	/**
	 * Carries those that come from now on to another server.
	 */
	public void turnTo(int target) {
		this.target = target;
	}

	/**
	 * Resets all connections: what is on its way is lost.
	 */
	public void cut() {
		for (Socket socket = this.sockets.poll(); socket != null; socket = this.sockets.poll()) {
			reset(socket);
		}
	}

	/**
	 * Resets what leads here, and leaves the server in the belief that all is well.
	 */
	public void cutHere() {
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

	/**
	 * Refuses all that come from now on, and resets those that are here.
	 */
	public void shut() throws IOException {
		this.listener.close();
		cut();
	}

	@Override
	public void close() throws IOException {
		shut();
	}

}
