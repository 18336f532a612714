package io.chatroom.client;

import java.io.IOError;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.stream.Stream;

import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines from a terminal. Ctrl-C clears the line; a second Ctrl-C on the empty line
 * ends the conversation. Ctrl-D ends the conversation.
 */
final class Keyboard implements Typing {

	private final PromptLine prompt;

	private final Queue<String> lines = new ArrayDeque<>();

	private boolean interrupted;

	Keyboard(PromptLine prompt) {
		this.prompt = prompt;
	}

	@Override
	public @Nullable String readLine() throws IOException {
		try {
			while (this.lines.isEmpty()) {
				if (!read()) {
					return null;
				}
			}
			return this.lines.remove();
		}
		catch (EndOfFileException ex) {
			return null;
		}
		catch (IOError ex) {
			throw new IOException(ex.getCause());
		}
		catch (RuntimeException ex) {
			throw new IOException(ex);
		}
	}

	@Override
	public boolean wasHidden() {
		return this.prompt.wasHidden();
	}

	/**
	 * Reads one line, or several pasted lines.
	 * @return whether more lines may follow
	 */
	private boolean read() {
		try {
			String text = this.prompt.readLine();
			if (!PromptLine.isMuch(text) || isWanted(text)) {
				// a blank line has no line of its own
				(text.isEmpty() ? Stream.of(text) : text.lines()).forEach(this::take);
			}
			else if (this.prompt.isClosed()) {
				return false;
			}
			this.interrupted = false;
		}
		catch (UserInterruptException ex) {
			boolean empty = ex.getPartialLine().isEmpty();
			if (this.prompt.isClosed() || (empty && this.interrupted)) {
				return false;
			}
			if (empty) {
				say("Ctrl-C once more quits.");
			}
			this.interrupted = true;
		}
		return true;
	}

	/**
	 * Asks the user to confirm that many pasted lines are sent.
	 */
	private boolean isWanted(String text) {
		long count = text.lines().filter((line) -> !line.isBlank()).count();
		String answer = "";
		try {
			do {
				say(count + " lines: Enter sends them all, Ctrl-C drops them.");
				answer = this.prompt.readLineFrom(answer);
			}
			while (!answer.isBlank());
			return true;
		}
		catch (UserInterruptException ex) {
			if (!this.prompt.isClosed()) {
				say(count + " lines were dropped.");
			}
			return false;
		}
	}

	private void say(String text) {
		this.prompt.printAbove(new AttributedString(text));
	}

	private void take(String line) {
		if (Decodable.is(line)) {
			this.lines.add(line);
		}
		else {
			say("That line is not valid UTF-8; it was not sent.");
		}
	}

}
