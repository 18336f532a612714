package io.chatroom.client;

import java.util.function.Consumer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * Asks the user for a password. The next line that the user types is the answer, and no
 * line of the chat. Safe for any thread.
 */
final class PasswordInput {

	private final Display display;

	@GuardedBy("this")
	private @Nullable Consumer<String> asker;

	PasswordInput(Display display) {
		this.display = display;
	}

	/**
	 * Asks for a password, which stays hidden until {@link #end()}.
	 * @param asker receives the next line, on the thread that reads the lines
	 */
	void ask(Consumer<String> asker) {
		asker(asker);
		this.display.hide("password> ");
	}

	/**
	 * Takes the question back, or ends it after the answer.
	 */
	void end() {
		asker(null);
		this.display.hide(null);
	}

	private synchronized void asker(@Nullable Consumer<String> asker) {
		this.asker = asker;
	}

	/**
	 * Takes a typed line as the answer.
	 * @return false if no answer is expected
	 */
	boolean take(String line) {
		Consumer<String> waiting;
		synchronized (this) {
			waiting = this.asker;
			this.asker = null;
		}
		if (waiting != null) {
			waiting.accept(line);
		}
		return waiting != null;
	}

}
