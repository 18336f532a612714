package io.chatroom.tcp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.chatroom.tcp.BroadcastLog.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One log, and what each of its listeners gets of it.
 */
class BroadcastLogTests {

	private static final int SEGMENT_BYTES = 64 * 1024;

	private final BroadcastLog log = new BroadcastLog();

	@Test
	void givesWhatWasAppendedSinceItListened() {
		append("before\n");
		Range range = this.log.listen();
		assertThat(range.available()).isZero();
		append("one\n");
		append("two\n");
		assertThat(read(range, 100)).isEqualTo("one\ntwo\n");
		assertThat(range.available()).isZero();
		append("three\n");
		assertThat(read(range, 100)).isEqualTo("three\n");
		assertThat(range.isDone()).isFalse();
	}

	@Test
	void letsEachListenerGoAtItsPace() {
		Range slow = this.log.listen();
		Range fast = this.log.listen();
		append("one\n");
		assertThat(read(fast, 100)).isEqualTo("one\n");
		Range late = this.log.listen();
		append("two\n");
		assertThat(read(slow, 2)).isEqualTo("on");
		assertThat(read(late, 100)).isEqualTo("two\n");
		assertThat(read(slow, 100)).isEqualTo("e\ntwo\n");
		assertThat(read(fast, 100)).isEqualTo("two\n");
	}

	@Test
	void endsWhereItIsClosed() {
		Range range = this.log.listen();
		append("one\n");
		this.log.close(range);
		append("two\n");
		assertThat(range.isDone()).isFalse();
		assertThat(read(range, 100)).isEqualTo("one\n");
		assertThat(range.isDone()).isTrue();
	}

	@Test
	void isDoneAtOnceWhenNothingCameBeforeItWasClosed() {
		Range range = this.log.listen();
		this.log.close(range);
		append("one\n");
		assertThat(range.isDone()).isTrue();
		assertThat(range.available()).isZero();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 7, 1000, SEGMENT_BYTES - 1, SEGMENT_BYTES, SEGMENT_BYTES + 1, 3 * SEGMENT_BYTES })
	void keepsLinesOfAnyLength(int length) {
		Range range = this.log.listen();
		StringBuilder all = new StringBuilder();
		for (int i = 0; i < 4 + 2 * SEGMENT_BYTES / length; i++) {
			String line = String.valueOf((char) ('a' + i % 26)).repeat(length);
			append(line);
			all.append(line);
		}
		assertThat(this.log.head()).isEqualTo(all.length());
		assertThat(read(range, 999)).isEqualTo(all.toString());
		assertThat(range.place()).isEqualTo(all.length());
	}

	@Test
	void tellsPlacesInBytesFromTheStart() {
		append("é\n");
		assertThat(this.log.head()).isEqualTo(3);
		Range range = this.log.listen();
		assertThat(range.place()).isEqualTo(3);
		append("a".repeat(SEGMENT_BYTES));
		assertThat(this.log.head()).isEqualTo(3 + SEGMENT_BYTES);
		assertThat(this.log.listen().place()).isEqualTo(3 + SEGMENT_BYTES);
		read(range, 1000);
		assertThat(range.place()).isEqualTo(3 + SEGMENT_BYTES);
	}

	@Test
	void keepsLinesOfManyThreadsWholeAndEachThreadsInOrder() throws InterruptedException {
		Range range = this.log.listen();
		List<List<String>> senders = Stream.of("a", "b", "c")
			.map((sender) -> IntStream.range(0, 50_000).mapToObj((i) -> sender + i + "\n").toList())
			.toList();
		List<List<byte[]>> encoded = senders.stream()
			.map((lines) -> lines.stream().map((line) -> line.getBytes(StandardCharsets.UTF_8)).toList())
			.toList();
		List<Thread> threads = encoded.stream()
			.map((lines) -> Thread.ofPlatform().start(() -> lines.forEach(this.log::append)))
			.toList();
		for (Thread thread : threads) {
			thread.join();
		}
		Map<Character, String> heard = read(range, 100_000).lines()
			.collect(Collectors.groupingBy((line) -> line.charAt(0), Collectors.joining("\n", "", "\n")));
		assertThat(heard.values())
			.containsExactlyElementsOf(senders.stream().map((lines) -> String.join("", lines)).toList());
	}

	private void append(String line) {
		this.log.append(line.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Reads all that there is, so many bytes at a time at most, or once so many.
	 */
	private static String read(Range range, int atOnce) {
		StringBuilder text = new StringBuilder();
		int count = Math.min(range.available(), atOnce);
		while (count > 0) {
			text.append(new String(range.bytes(), range.offset(), count, StandardCharsets.UTF_8));
			range.skip(count);
			count = (atOnce < 10) ? 0 : Math.min(range.available(), atOnce);
		}
		return text.toString();
	}

}
