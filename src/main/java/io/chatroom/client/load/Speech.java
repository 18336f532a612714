package io.chatroom.client.load;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Sends the load lines from one shared buffer, in which only the number changes. Used by
 * the load thread only.
 */
final class Speech implements Pace.Speaker {

	private final Crowd crowd;

	private final SentLines sent;

	private final Measurement measurement;

	private final ByteBuffer line;

	private final int tagAt;

	private boolean over;

	Speech(Crowd crowd, LoadOptions options, SentLines sent, Measurement measurement) {
		this.crowd = crowd;
		this.sent = sent;
		this.measurement = measurement;
		String prefix = options.dialect().linePrefix();
		byte[] bytes = (prefix + "x".repeat(options.size()) + "\r\n").getBytes(US_ASCII);
		this.line = ByteBuffer.allocateDirect(bytes.length).order(ByteOrder.LITTLE_ENDIAN).put(bytes);
		this.tagAt = prefix.length();
	}

	/** Stops: no line is sent afterwards. */
	void end() {
		this.over = true;
	}

	@Override
	public boolean ready(int sender) {
		LoadClient client = this.crowd.clients().get(sender);
		return client.gone() || !client.connection().hasUnwritten();
	}

	@Override
	public void say(int sender, long time) {
		LoadClient client = this.crowd.clients().get(sender);
		if (this.over || client.gone()) {
			return;
		}
		LineTag.write(this.line, this.tagAt, this.sent.add(sender, time));
		client.said();
		this.measurement.sent(time);
		this.line.clear();
		this.crowd.send(client, this.line);
	}

}
