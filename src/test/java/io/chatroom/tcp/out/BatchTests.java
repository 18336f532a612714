package io.chatroom.tcp.out;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

import io.chatroom.tcp.count.Delivered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a writer's buffer hands to a channel, and how it counts lines.
 */
class BatchTests {

	private static final byte[] LINES = "one\r\ntwo\r\nthree\r\n".getBytes(StandardCharsets.US_ASCII);

	private final Delivered delivered = new Delivered();

	private final Batch batch = new Batch(this.delivered);

	@ParameterizedTest
	@CsvSource({ "0,0", "4,0", "5,1", "9,1", "10,2", "16,2", "17,3" })
	void countsLinesWhoseLastByteWasTaken(int room, int lines) throws IOException {
		assertThat(this.batch.write(LINES, 0, LINES.length, Trickle.ofAll(room))).isEqualTo(room);
		assertThat(this.delivered.lines()).isEqualTo(lines);
		assertThat(this.batch.write(LINES, room, LINES.length - room, Trickle.ofAll(100)))
			.isEqualTo(LINES.length - room);
		assertThat(this.delivered.lines()).isEqualTo(3);
	}

	@Test
	void writesSameStretchAgainToNextChannel() throws IOException {
		Trickle full = Trickle.ofAll(3);
		Trickle empty = Trickle.ofAll(100);
		this.batch.write(LINES, 5, 5, full);
		this.batch.write(LINES, 5, 5, empty);
		assertThat(full.text()).isEqualTo("two");
		assertThat(empty.text()).isEqualTo("two\r\n");
	}

	@Test
	void writesWhatItIsAskedForWhenItHoldsSomethingElse() throws IOException {
		Trickle channel = Trickle.ofAll(100);
		this.batch.write(LINES, 0, 5, channel);
		this.batch.write("six\r\n".getBytes(StandardCharsets.US_ASCII), 0, 5, channel);
		this.batch.write(LINES, 0, 10, channel);
		this.batch.write(LINES, 0, 5, channel);
		this.batch.write(LINES, 5, 5, channel);
		assertThat(channel.text()).isEqualTo("one\r\nsix\r\none\r\ntwo\r\none\r\ntwo\r\n");
	}

	@Test
	void writesMoreThanItHolds() throws IOException {
		byte[] large = new byte[200_000];
		new Random(1).nextBytes(large);
		Trickle channel = Trickle.ofAll(150_000);
		assertThat(this.batch.write(large, 10_000, 190_000, channel)).isEqualTo(150_000);
		assertThat(channel.bytes()).isEqualTo(Arrays.copyOfRange(large, 10_000, 160_000));
	}

}
