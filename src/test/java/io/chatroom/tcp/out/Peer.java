package io.chatroom.tcp.out;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;

import io.chatroom.tcp.socket.Transport;

/**
 * One peer without a socket: takes as many bytes in each write as it is told to, and
 * shows what it has received. Its channel is a pipe's, which is always writable.
 */
final class Peer implements Transport {

	private final Pipe pipe = Pipe.open();

	private final Pipe.SinkChannel channel = this.pipe.sink();

	private final Trickle received = Trickle.ofEach(() -> Math.min(this.most.getAsInt(), this.room));

	/** How many bytes it takes in each write. */
	private IntSupplier most = () -> Integer.MAX_VALUE;

	/** How many bytes it still takes. */
	private int room = Integer.MAX_VALUE;

	private volatile long count;

	private boolean held;

	private boolean heldAtEnd;

	private boolean shutDown;

	private boolean broken;

	private Runnable onWrite = () -> {
	};

	/** How often the outbox's state has changed. */
	private int changes;

	Peer() throws IOException {
		this.channel.configureBlocking(false);
	}

	/**
	 * Makes it take so many bytes in each write from now on; at first it takes all.
	 */
	void takeAtOnce(int bytes) {
		takeAtOnce(() -> bytes);
	}

	void takeAtOnce(IntSupplier bytes) {
		this.most = bytes;
	}

	/**
	 * Runs something when it is written next.
	 */
	void onWrite(Runnable action) {
		this.onWrite = action;
	}

	/**
	 * Makes it full after so many bytes.
	 */
	void takeInAll(int bytes) {
		this.room = bytes;
	}

	Outbox outbox(Writer writer) {
		return new Outbox(this.channel, this, writer, () -> this.changes++);
	}

	/** Returns its outbox, which follows a log from here on. */
	Outbox follow(Log log, Writer writer) {
		Outbox outbox = outbox(writer);
		outbox.follow(log);
		return outbox;
	}

	SelectableChannel channel() {
		return this.channel;
	}

	/** Returns what it has received, with a space for each line's end. */
	String text() {
		return this.received.text().replace("\r\n", " ");
	}

	/** Returns what it has received. */
	String wire() {
		return this.received.text();
	}

	int bytes() {
		return this.received.bytes().length;
	}

	/** Returns how many bytes it has received. Any thread. */
	long count() {
		return this.count;
	}

	int writes() {
		return this.received.writes();
	}

	int changes() {
		return this.changes;
	}

	void hold(boolean hold) {
		this.held = hold;
	}

	/** Holds back what ends the stream, as TLS may hold close_notify. */
	void holdAtEnd() {
		this.heldAtEnd = true;
	}

	void breakOff() {
		this.broken = true;
	}

	boolean isShutDown() {
		return this.shutDown;
	}

	static byte[] line(String text) {
		return (text + "\r\n").getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public int read(ByteBuffer destination) {
		return 0;
	}

	@Override
	public int write(ByteBuffer source) throws IOException {
		if (this.broken) {
			throw new ClosedChannelException();
		}
		Runnable action = this.onWrite;
		this.onWrite = () -> {
		};
		action.run();
		int taken = this.received.write(source);
		this.room -= taken;
		long before = this.count;
		this.count = before + taken;
		return taken;
	}

	@Override
	public boolean flush() {
		return !this.held;
	}

	@Override
	public void shutdownOutput() {
		if (!this.shutDown) {
			this.shutDown = true;
			this.held |= this.heldAtEnd;
		}
	}

	@Override
	public boolean isBuffering() {
		return false;
	}

	@Override
	public boolean isOpen() {
		return this.channel.isOpen();
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
		this.pipe.source().close();
	}

}
