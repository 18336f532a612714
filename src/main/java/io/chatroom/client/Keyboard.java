package io.chatroom.client;

import java.io.IOError;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;

import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

/**
 * What is typed at a terminal. Ctrl-C clears the line, and ends the conversation when
 * there was nothing since the one before; Ctrl-D ends it.
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

	/**
	 * Reads a line, or several that were pasted.
	 * @return whether there will be more
	 */
	private boolean read() {
		try {
			this.prompt.readLine().lines().forEach(this::take);
			this.interrupted = false;
		}
		catch (UserInterruptException ex) {
			boolean empty = ex.getPartialLine().isEmpty();
			if (this.prompt.isClosed() || (empty && this.interrupted)) {
				return false;
			}
			if (empty) {
				this.prompt.printAbove(new AttributedString("Ctrl-C once more quits."));
			}
			this.interrupted = true;
		}
		return true;
	}

	private void take(String line) {
		if (Decodable.is(line)) {
			this.lines.add(line);
		}
		else {
			this.prompt.printAbove(new AttributedString("That line is not valid UTF-8; it was not sent."));
		}
	}

}
