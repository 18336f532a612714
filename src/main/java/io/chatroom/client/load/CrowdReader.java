package io.chatroom.client.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Reads the sockets of all clients through one buffer, and finds the lines in it without
 * copying. Used by the load thread only.
 */
final class CrowdReader {

	private final ByteBuffer buffer = ByteBuffer.allocateDirect(128 * 1024 + LoadConnection.LONGEST_LINE)
		.order(ByteOrder.LITTLE_ENDIAN);

	private final Dialect dialect;

	private final int textSize;

	private long lastRead = System.nanoTime();

	CrowdReader(LoadOptions options) {
		this.dialect = options.dialect();
		this.textSize = options.size();
	}

	long lastRead() {
		return this.lastRead;
	}

	/** Reads once from a client's socket, and passes each line to the listener. */
	void read(LoadClient client, CrowdListener listener) throws IOException {
		this.buffer.clear();
		int scanned = client.connection().read(this.buffer);
		long now = System.nanoTime();
		this.lastRead = now;
		if (client.deaf()) {
			return;
		}
		int end = this.buffer.position();
		int start = 0;
		int feed = LineScanner.lineFeed(this.buffer, scanned, end);
		while (feed >= 0) {
			int to = (feed > start && this.buffer.get(feed - 1) == '\r') ? feed - 1 : feed;
			if (!loadLine(client, start, to, now, listener)) {
				otherLine(client, start, to, listener);
			}
			start = feed + 1;
			feed = LineScanner.lineFeed(this.buffer, start, end);
		}
		client.connection().keep(this.buffer, start, end);
		listener.readDone(now);
	}

	// Servers may add a prefix, so the tag is located from the end of the line.
	private boolean loadLine(LoadClient client, int from, int to, long now, CrowdListener listener) {
		int text = to - this.textSize;
		if (text < from) {
			return false;
		}
		long id = LineTag.read(this.buffer, text);
		return id != LineTag.NONE && listener.arrived(client, id, now);
	}

	private void otherLine(LoadClient client, int from, int to, CrowdListener listener) throws IOException {
		boolean heeded = to > from && this.dialect.heeds(this.buffer.get(from));
		if (client.letIn() && !heeded) {
			listener.heardOther(client, this.buffer, from, to);
			return;
		}
		String line = text(this.buffer, from, to);
		client.lastWords(line);
		Dialect.Reaction reaction = this.dialect.hear(line, client.room());
		client.connection().send(reaction.answer());
		if (reaction.letIn()) {
			client.enter();
		}
		if (reaction.refused()) {
			throw new IOException("refused by the server");
		}
	}

	static String text(ByteBuffer buffer, int from, int to) {
		byte[] bytes = new byte[to - from];
		buffer.get(from, bytes);
		return new String(bytes, UTF_8);
	}

}
