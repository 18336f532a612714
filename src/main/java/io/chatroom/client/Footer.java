package io.chatroom.client;

import java.util.List;
import java.util.Locale;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/**
 * The rows below the lines of a terminal: joins and leaves not yet printed, the next try
 * to reconnect, the unconfirmed lines, and the prompt. Guarded by the screen's lock.
 */
final class Footer {

	private static final int MOST_PENDING = 3;

	private final EventLines lines;

	private final JoinFold fold;

	private List<String> unsent = List.of();

	private @Nullable String retry;

	private String label = "> ";

	private @Nullable String question;

	/**
	 * Creates a footer.
	 * @param lines formats the rows
	 * @param fold the joins and leaves not yet printed
	 */
	Footer(EventLines lines, JoinFold fold) {
		this.lines = lines;
		this.fold = fold;
	}

	void label(String label) {
		this.label = label;
	}

	/**
	 * Sets a prompt that is shown in place of the label, null for none.
	 */
	void question(@Nullable String question) {
		this.question = question;
	}

	void unsent(List<String> unsent) {
		this.unsent = List.copyOf(unsent);
	}

	/**
	 * Sets the seconds until the next try to reconnect; 0 during the try, negative for
	 * none.
	 */
	void retry(long seconds) {
		this.retry = (seconds < 0) ? null
				: (seconds == 0) ? "trying now" : "next try in " + seconds + " s; Enter tries at once";
	}

	/**
	 * Returns the rows, of which the last has no end.
	 * @param columns the width of the screen
	 */
	AttributedString rows(int columns) {
		AttributedStringBuilder rows = new AttributedStringBuilder();
		if (!this.fold.isEmpty()) {
			add(rows, this.lines.note(this.fold.text(), EventLines.DIM), columns);
		}
		if (this.retry != null) {
			add(rows, this.lines.pending("-", this.retry), columns);
		}
		int shown = Math.min(this.unsent.size(), MOST_PENDING);
		for (String line : this.unsent.subList(0, shown)) {
			add(rows, this.lines.pending(">", line), columns);
		}
		if (this.unsent.size() > shown) {
			String more = String.format(Locale.ROOT, "and %d more", this.unsent.size() - shown);
			add(rows, this.lines.pending(">", more), columns);
		}
		return rows.append((this.question != null) ? this.question : this.label, AttributedStyle.BOLD)
			.toAttributedString();
	}

	private static void add(AttributedStringBuilder rows, AttributedString row, int columns) {
		rows.append(row.columnSubSequence(0, columns - 1)).append("\n");
	}

}
