package io.chatroom.tcp.line;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a stream of bytes is to give, however it is split.
 */
public final class DecoderCase {

	static final int MAX_LENGTH = 16;

	private final byte[] stream;

	private final List<Line> lines;

	private final byte[] answers;

	private DecoderCase(byte[] stream, List<Line> lines, byte[] answers) {
		this.stream = stream;
		this.lines = lines;
		this.answers = answers;
	}

	/**
	 * A stream, of strings and of numbers that are one byte each.
	 */
	static DecoderCase stream(Object... parts) {
		return new DecoderCase(bytes(parts), List.of(), new byte[0]);
	}

	/**
	 * Expects lines: strings, and refusals.
	 */
	DecoderCase gives(Object... expected) {
		List<Line> all = Arrays.stream(expected)
			.map((line) -> (line instanceof String text) ? new Line.Text(text) : (Line) line)
			.toList();
		return new DecoderCase(this.stream, all, this.answers);
	}

	/**
	 * A line from which controls were removed.
	 */
	static Line cleaned(String text) {
		return new Line.Text(text, true, 0);
	}

	DecoderCase answers(Object... parts) {
		return new DecoderCase(this.stream, this.lines, bytes(parts));
	}

	int length() {
		return this.stream.length;
	}

	void holdsWhenSplitAt(int... places) {
		ByteArrayOutputStream answered = new ByteArrayOutputStream();
		LineDecoder decoder = new LineDecoder(MAX_LENGTH, answered::writeBytes);
		List<byte[]> packets = new ArrayList<>();
		int from = 0;
		for (int i = 0; i <= places.length; i++) {
			int to = (i < places.length) ? places[i] : this.stream.length;
			packets.add(Arrays.copyOfRange(this.stream, from, to));
			from = to;
		}
		assertThat(decode(decoder, packets)).as("split at %s", Arrays.toString(places)).isEqualTo(this.lines);
		assertThat(answered.toByteArray()).as("split at %s", Arrays.toString(places)).isEqualTo(this.answers);
	}

	/**
	 * Returns the lines of a stream that comes in packets.
	 */
	public static List<Line> decode(List<byte[]> packets) {
		return decode(new LineDecoder(1024, (answer) -> {
		}), packets);
	}

	private static List<Line> decode(LineDecoder decoder, List<byte[]> packets) {
		List<Line> lines = new ArrayList<>();
		packets.forEach((packet) -> lines.addAll(decode(decoder, packet)));
		Line last = decoder.end();
		if (last != null) {
			lines.add(last);
		}
		return lines;
	}

	static List<Line> decode(LineDecoder decoder, byte[] packet) {
		List<Line> lines = new ArrayList<>();
		ByteBuffer in = ByteBuffer.wrap(packet);
		for (Line line = decoder.next(in); line != null; line = decoder.next(in)) {
			lines.add(line);
		}
		assertThat(in.hasRemaining()).isFalse();
		return lines;
	}

	static byte[] bytes(Object... parts) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		for (Object part : parts) {
			switch (part) {
				case Integer octet -> bytes.write(octet);
				default -> bytes.writeBytes(part.toString().getBytes(StandardCharsets.UTF_8));
			}
		}
		return bytes.toByteArray();
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		for (byte octet : this.stream) {
			text.append((octet > ' ' && octet < 0x7f) ? String.valueOf((char) octet) : "<%02x>".formatted(octet));
		}
		return text.toString();
	}

}
