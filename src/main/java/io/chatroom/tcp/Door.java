package io.chatroom.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.List;

import io.chatroom.tcp.Admission.Permit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listening socket. It hands out sockets of those who are admitted, in non-blocking
 * mode, and its accept survives: when the process has no file descriptor left, say, it
 * tries again until there is one. Accepted on the connection factory's thread.
 */
final class Door extends ServerSocket {

	private static final Logger logger = LoggerFactory.getLogger(Door.class);

	private final Listeners listeners;

	private final List<InetSocketAddress> addresses;

	private volatile int secondPort = -1;

	private final Doorman doorman;

	private final Shortage shortage;

	private final DoorLog log;

	/**
	 * Opens it.
	 * @param addresses where to listen
	 * @param port the port on all of them, 0 for any that is free
	 * @param admission who is let in
	 * @param log where it says who was not
	 * @param probes from where the service itself comes
	 * @throws IOException when it cannot listen there
	 */
	Door(List<InetAddress> addresses, int port, AdmissionSettings admission, DoorLog log, Probes probes)
			throws IOException {
		this.doorman = new Doorman(admission, log, probes);
		this.shortage = new Shortage(log);
		this.log = log;
		this.listeners = new Listeners();
		try {
			this.addresses = this.listeners.add(addresses, port);
		}
		catch (IOException ex) {
			this.listeners.close();
			throw ex;
		}
	}

	/**
	 * Opens a second port beside the first.
	 * @throws IOException when it cannot listen there
	 */
	void openSecond(List<InetAddress> addresses, int port) throws IOException {
		this.secondPort = this.listeners.add(addresses, port).getFirst().getPort();
	}

	/**
	 * Returns the second port, or -1 when there is none.
	 */
	int secondPort() {
		return this.secondPort;
	}

	@Override
	public Socket accept() throws IOException {
		while (true) {
			SocketChannel arrived = next();
			try {
				Socket admitted = this.doorman.receive(arrived);
				if (admitted != null) {
					return admitted;
				}
			}
			catch (IOException ex) {
				logger.debug("Ended before it was let in", ex);
			}
			catch (RuntimeException | LinkageError ex) {
				// it ends this one connection: the thread that accepts must not end
				this.log.failed(ex);
			}
		}
	}

	private SocketChannel next() throws IOException {
		while (this.listeners.isOpen()) {
			try {
				this.shortage.keep();
				SocketChannel arrived = this.listeners.accept();
				this.shortage.end();
				return arrived;
			}
			catch (ClosedChannelException ex) {
				logger.debug("Closed while it waited", ex);
			}
			catch (IOException ex) {
				this.shortage.meet(ex);
			}
		}
		this.shortage.giveUp();
		// what the connection factory takes for an orderly end
		throw new SocketException("Socket closed");
	}

	/**
	 * Returns the permit of the socket that was handed out last.
	 */
	Permit permit() {
		return this.doorman.permit();
	}

	/**
	 * Returns whether it can accept now. Any thread.
	 */
	boolean isAccepting() {
		return this.listeners.isOpen() && !this.shortage.isOn();
	}

	@Override
	public InetAddress getInetAddress() {
		return address().getAddress();
	}

	@Override
	public int getLocalPort() {
		return address().getPort();
	}

	@Override
	public SocketAddress getLocalSocketAddress() {
		return address();
	}

	private InetSocketAddress address() {
		return this.addresses.getFirst();
	}

	/**
	 * Returns where the first port is open.
	 */
	List<InetSocketAddress> addresses() {
		return this.addresses;
	}

	@Override
	public boolean isBound() {
		return true;
	}

	@Override
	public boolean isClosed() {
		return !this.listeners.isOpen();
	}

	@Override
	public void close() throws IOException {
		this.listeners.close();
	}

}
