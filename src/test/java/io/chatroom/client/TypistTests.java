package io.chatroom.client;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.chatroom.protocol.ServerEvent;
import org.jspecify.annotations.Nullable;
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
	void asksTwiceForThePasswordOfARegistration() {
		List<String> typed = List.of("/register", "correct-horse", "correct-horse", "#register", "one", "two",
				"/register", "", "hi");
		Iterator<String> left = typed.iterator();
		HidingDisplay display = new HidingDisplay();
		type(new Screen(display, () -> left.hasNext() ? left.next() : null, true), true);
		assertThat(sent()).containsExactly("#register correct-horse", "hi", "#quit");
		assertThat(display.asked).containsExactly("new password> ", "once more> ", "", "new password> ", "once more> ",
				"", "new password> ", "");
		assertThat(display.notices).containsExactly("Not sent: you typed two passwords.");
	}

	@Test
	void sendsNoPasswordThatOthersCouldRead() {
		List<String> typed = List.of("/register correct-horse", "#login ann correct-horse", "#login ann", "hi");
		type(typed.iterator());
		assertThat(this.lines.texts()).containsExactly("#login ann", "hi", "#quit");
		assertThat(this.lines.wasRefused()).isTrue();
		assertThat(this.terminal.complaints()).isEqualToNormalizingNewlines(
				"Not sent: Others could read the password on its way. Connect with --tls.\n".repeat(2));
	}

	@Test
	void sendsNothingHiddenThatNobodyAskedFor() {
		HidingDisplay display = new HidingDisplay();
		Iterator<String> left = List.of("correct-horse").iterator();
		Typing hidden = new Typing() {

			@Override
			public @Nullable String readLine() {
				return left.hasNext() ? left.next() : null;
			}

			@Override
			public boolean wasHidden() {
				return true;
			}

		};
		type(new Screen(display, hidden, true), true);
		assertThat(sent()).containsExactly("#quit");
		assertThat(display.notices).containsExactly("Not sent: the password was not asked for.");
	}

	private List<String> sent() {
		List<String> sent = new ArrayList<>();
		this.lines.open();
		try {
			while (this.lines.isNextHere()) {
				sent.add(this.lines.next().text());
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		return sent;
	}

	@Test
	void whateverGoesWrongEndsTheConversation() {
		AtomicBoolean left = new AtomicBoolean();
		Screen screen = new Screen(new PlainDisplay(this.terminal.out, this.terminal.err), () -> {
			throw new IllegalStateException("no keys");
		}, true);
		Typist typist = new Typist(screen, this.lines, new PasswordInput(screen.display()), () -> false, () -> {
		}, () -> left.set(true));
		typist.run();
		assertThat(typist.failure()).hasMessage("no keys");
		assertThat(this.lines.texts()).containsExactly("#quit");
		assertThat(left).isTrue();
	}

	private void type(Iterator<String> typed) {
		type(new Screen(new PlainDisplay(this.terminal.out, this.terminal.err),
				() -> typed.hasNext() ? typed.next() : null, true), false);
	}

	private void type(Screen screen, boolean isPrivate) {
		new Typist(screen, this.lines, new PasswordInput(screen.display()), () -> isPrivate, () -> {
		}, () -> {
		}).run();
	}

	/** Remembers what it was told to hide. */
	private static final class HidingDisplay implements Display {

		private final List<String> asked = new ArrayList<>();

		private final List<String> notices = new ArrayList<>();

		@Override
		public void show(ServerEvent event) {
		}

		@Override
		public boolean hide(@Nullable String question) {
			this.asked.add((question != null) ? question : "");
			return true;
		}

		@Override
		public void notice(String text) {
			this.notices.add(text);
		}

		@Override
		public void pending(List<String> unsent) {
		}

		@Override
		public void closed() {
		}

	}

}
