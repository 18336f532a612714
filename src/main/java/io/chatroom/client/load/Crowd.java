package io.chatroom.client.load;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** All clients of a run, on one selector. Used by the load thread only. */
final class Crowd implements Closeable {

	private static final long LONGEST_TURN = TimeUnit.MILLISECONDS.toNanos(50);

	// A selector waits in whole milliseconds. Shorter waits are slept between two polls.
	private static final long NAP = TimeUnit.MICROSECONDS.toNanos(100);

	private final Consumer<SelectionKey> ready = this::ready;

	private final Selector selector = Selector.open();

	private final Dialect dialect;

	private final CrowdReader reader;

	private final List<LoadClient> clients;

	private CrowdListener listener = CrowdListener.NONE;

	Crowd(LoadOptions options) throws IOException {
		this.dialect = options.dialect();
		this.reader = new CrowdReader(options);
		this.clients = IntStream.range(0, options.clients())
			.mapToObj((index) -> new LoadClient(index, options.room(index), options.fate(index)))
			.toList();
	}

	List<LoadClient> clients() {
		return this.clients;
	}

	Selector selector() {
		return this.selector;
	}

	/**
	 * Waits at most about {@code nanos} for input, and passes it to the listener.
	 */
	void turn(long nanos, CrowdListener listener) throws IOException {
		this.listener = listener;
		long millis = TimeUnit.NANOSECONDS.toMillis(Math.min(nanos, LONGEST_TURN));
		if (millis > 0) {
			this.selector.select(this.ready, millis);
		}
		else if (this.selector.selectNow(this.ready) == 0 && nanos > 0) {
			LockSupport.parkNanos(Math.min(nanos, NAP));
		}
		if (Thread.currentThread().isInterrupted()) {
			throw new IOException("interrupted");
		}
	}

	/**
	 * Whether {@code time} has passed since {@code start} and since the last read.
	 */
	boolean quiet(long start, Duration time) {
		long now = System.nanoTime();
		long nanos = time.toNanos();
		return now - start > nanos && now - this.reader.lastRead() > nanos;
	}

	/** Sends the buffer's bytes, immediately or once the socket accepts them. */
	void send(LoadClient client, ByteBuffer bytes) {
		try {
			client.connection().send(bytes);
		}
		catch (IOException ex) {
			end(client, ex);
		}
	}

	private void ready(SelectionKey key) {
		LoadClient client = (LoadClient) key.attachment();
		if (client.gone()) {
			return;
		}
		try {
			if (key.isConnectable()) {
				client.connection().finishConnect();
				client.connection().send(this.dialect.hello(client.name()));
			}
			if (key.isReadable()) {
				this.reader.read(client, this.listener);
			}
			if (!client.gone() && key.isWritable()) {
				client.connection().writeRest();
			}
		}
		catch (IOException ex) {
			end(client, ex);
		}
	}

	private void end(LoadClient client, IOException cause) {
		if (!client.gone()) {
			client.leave();
			close(client);
			this.listener.ended(client, Objects.requireNonNullElse(cause.getMessage(), cause.toString()));
		}
	}

	@Override
	public void close() throws IOException {
		this.clients.forEach(Crowd::close);
		this.selector.close();
	}

	private static void close(LoadClient client) {
		try {
			client.disconnect();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
