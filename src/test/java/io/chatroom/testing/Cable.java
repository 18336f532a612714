package io.chatroom.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * What leads to a server, for a test that disturbs it: cuts it, lets nothing through,
 * makes it slow, or loses an answer.
 */
public final class Cable implements AutoCloseable {

	private final ServerSocket listener;

	private final int target;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	/** Guarded by the lock, like the next. */
	private boolean swallows;

	private boolean pulled;

	private volatile long delayMillis;

	private volatile @Nullable String marker;

	private final AtomicInteger lostAnswers = new AtomicInteger();

	/**
	 * Creates a cable that lets everything through.
	 * @param target the server's port
	 */
	public Cable(int target) {
		try {
			this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.target = target;
		Thread.startVirtualThread(this::accept);
	}

	public String uri() {
		return "redis://127.0.0.1:" + this.listener.getLocalPort();
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
		this.sockets.add(near);
		if (isPulled()) {
			reset(near);
			return;
		}
		near.setTcpNoDelay(true);
		try {
			Socket far = new Socket(InetAddress.getLoopbackAddress(), this.target);
			far.setTcpNoDelay(true);
			this.sockets.add(far);
			Link link = new Link(near, far);
			Thread.startVirtualThread(() -> link.carry(near, far, true));
			Thread.startVirtualThread(() -> link.carry(far, near, false));
		}
		catch (IOException ex) {
			// the server is away
			reset(near);
		}
	}

	private boolean isPulled() {
		this.lock.lock();
		try {
			return this.pulled;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Resets all connections. New ones get through.
	 */
	public void cut() {
		this.sockets.forEach(this::reset);
	}

	/**
	 * Resets all connections, and all that come.
	 */
	public void pull() {
		set(this.swallows, true);
		cut();
	}

	/**
	 * Lets nothing through, and nobody knows.
	 */
	public void swallow() {
		set(true, this.pulled);
	}

	/**
	 * Lets everything through again, also what was held back.
	 */
	public void pass() {
		set(false, false);
		this.delayMillis = 0;
	}

	private void set(boolean swallow, boolean pull) {
		this.lock.lock();
		try {
			this.swallows = swallow;
			this.pulled = pull;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Holds everything up.
	 * @param millis for how long
	 */
	public void delay(long millis) {
		this.delayMillis = millis;
	}

	/**
	 * Cuts the connection over which a text is sent, when the server has answered and
	 * before the answer is through. Once.
	 */
	public void loseAnswerTo(String text) {
		this.marker = text;
	}

	/**
	 * Returns how many answers were lost.
	 */
	public int lostAnswers() {
		return this.lostAnswers.get();
	}

	private void awaitPassage() {
		this.lock.lock();
		try {
			while (this.swallows) {
				this.changed.awaitUninterruptibly();
			}
		}
		finally {
			this.lock.unlock();
		}
		if (this.delayMillis > 0) {
			LockSupport.parkNanos(this.delayMillis * 1_000_000L);
		}
	}

	private void reset(Socket socket) {
		this.sockets.remove(socket);
		try {
			socket.setSoLinger(true, 0);
			socket.close();
		}
		catch (IOException ex) {
			// it is gone already
		}
	}

	@Override
	public void close() {
		try {
			this.listener.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		set(false, true);
		cut();
	}

	/**
	 * One connection.
	 */
	private final class Link {

		private final Socket near;

		private final Socket far;

		private volatile boolean losesAnswer;

		Link(Socket near, Socket far) {
			this.near = near;
			this.far = far;
		}

		void carry(Socket from, Socket to, boolean toServer) {
			byte[] buffer = new byte[65536];
			try {
				InputStream in = from.getInputStream();
				OutputStream out = to.getOutputStream();
				for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
					awaitPassage();
					if (!toServer && this.losesAnswer) {
						Cable.this.lostAnswers.incrementAndGet();
						reset(this.near);
						// the server still reads what it was sent
						from.shutdownOutput();
						in.transferTo(OutputStream.nullOutputStream());
						break;
					}
					out.write(buffer, 0, count);
					// the server has it now
					this.losesAnswer |= toServer && isMarked(Arrays.copyOf(buffer, count));
				}
			}
			catch (IOException ex) {
				// cut
			}
			reset(this.near);
			if (!toServer || !this.losesAnswer) {
				reset(this.far);
			}
		}

		private boolean isMarked(byte[] bytes) {
			String wanted = Cable.this.marker;
			boolean found = wanted != null && new String(bytes, StandardCharsets.UTF_8).contains(wanted);
			if (found) {
				Cable.this.marker = null;
			}
			return found;
		}

	}

}
