package io.chatroom.client;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What happens to typed lines while none can be sent.
 */
class TypistTests {

	private final Terminal terminal = new Terminal();

	private final OwnLines lines = new OwnLines((unsent) -> {
	});

	@Test
	void whoPastesManyLinesIsNotKeptWaiting() {
		List<String> many = IntStream.range(0, 300).mapToObj(String::valueOf).toList();
		type(many.iterator());
		assertThat(this.lines.texts()).startsWith("0", "1").endsWith("299", "#quit");
		assertThat(this.terminal.complaints()).isEmpty();
	}

	@Test
	void whatIsTooMuchIsNotTakenSilently() {
		Stream<String> many = Stream.concat(Stream.generate(() -> "hi").limit(10_000), Stream.of("one more"));
		type(many.iterator());
		assertThat(this.lines.texts()).hasSize(10_001).endsWith("hi", "#quit");
		assertThat(this.terminal.complaints()).isEqualToNormalizingNewlines("""
				Not sent, because 10000 lines are queued: one more
				""");
	}

	@Test
	void whateverGoesWrongEndsTheConversation() {
		AtomicBoolean left = new AtomicBoolean();
		Screen screen = new Screen(new PlainDisplay(this.terminal.out, this.terminal.err), () -> {
			throw new IllegalStateException("no keys");
		}, true);
		Typist typist = new Typist(screen, this.lines, () -> {
		}, () -> left.set(true));
		typist.run();
		assertThat(typist.failure()).hasMessage("no keys");
		assertThat(this.lines.texts()).containsExactly("#quit");
		assertThat(left).isTrue();
	}

	private void type(Iterator<String> typed) {
		Screen screen = new Screen(new PlainDisplay(this.terminal.out, this.terminal.err),
				() -> typed.hasNext() ? typed.next() : null, true);
		new Typist(screen, this.lines, () -> {
		}, () -> {
		}).run();
	}

}
