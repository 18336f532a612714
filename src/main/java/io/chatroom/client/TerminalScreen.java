package io.chatroom.client;

import java.util.List;
import java.util.Locale;

import io.chatroom.protocol.Reply.Entered;
import io.chatroom.protocol.Reply.Members;
import io.chatroom.protocol.Reply.Notice;
import io.chatroom.protocol.Reply.Prompt;
import io.chatroom.protocol.Reply.Told;
import io.chatroom.protocol.Reply.Welcome;
import io.chatroom.protocol.RoomEvent.Announced;
import io.chatroom.protocol.RoomEvent.Emoted;
import io.chatroom.protocol.RoomEvent.Renamed;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.ServerEvent;
import io.chatroom.protocol.Stamped;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows a conversation on a terminal. Lines scroll up; below them are the joins and
 * leaves not yet printed, the unconfirmed lines, and the prompt. Safe for any thread;
 * takes its own lock before the prompt's.
 */
final class TerminalScreen implements Display {

	private static final int MOST_PENDING = 3;

	private static final AttributedStyle NOTICE = AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);

	private final PromptLine prompt;

	private final Completions completions;

	private final EventLines lines;

	private final Look look;

	private final JoinFold fold = new JoinFold();

	private List<String> unsent = List.of();

	private @Nullable String retry;

	private String room = "";

	private String label = "> ";

	private @Nullable String question;

	TerminalScreen(PromptLine prompt, Completions completions, DayClock clock, Look look) {
		this.prompt = prompt;
		this.completions = completions;
		this.lines = new EventLines(clock);
		this.look = look;
		foot();
	}

	@Override
	public synchronized void show(ServerEvent event) {
		this.completions.learn(event);
		follow(event);
		if (this.look.quietJoins() && this.fold.takes(event)) {
			foot();
			return;
		}
		unfold();
		print(this.lines.newDay(event));
		this.lines.of(event).forEach(this::print);
		if (isNews(event)) {
			this.prompt.addUnread();
		}
		if (this.look.bell() && this.lines.isForMe(event)) {
			this.prompt.ring();
		}
	}

	/**
	 * Returns whether another member or an operator wrote the event.
	 */
	private boolean isNews(ServerEvent event) {
		return switch (event) {
			case Stamped stamped when stamped.event() instanceof Said said -> !said.from().equals(this.lines.me());
			case Stamped stamped when stamped.event() instanceof Emoted emoted ->
				!emoted.from().equals(this.lines.me());
			case Stamped stamped when stamped.event() instanceof Announced -> true;
			case Told told -> !told.sent();
			default -> false;
		};
	}

	private void follow(ServerEvent event) {
		switch (event) {
			case Prompt prompt -> label("name> ", false);
			case Welcome welcome -> {
				this.room = welcome.room();
				me(welcome.name());
			}
			case Entered entered -> {
				this.room = entered.room();
				me(String.valueOf(this.lines.me()));
			}
			case Stamped stamped when stamped.event() instanceof Renamed renamed
					&& renamed.from().equals(this.lines.me()) ->
				me(renamed.to());
			default -> {
			}
		}
	}

	private void me(String name) {
		this.lines.me(name);
		label(name + "@" + this.room + "> ", true);
	}

	private void label(String text, boolean remember) {
		this.label = text;
		// names typed at the prompt do not belong in the history
		this.prompt.remember(remember);
		foot();
	}

	@Override
	public void text(String line) {
		show(new Notice(line));
	}

	@Override
	public synchronized void notice(String text) {
		unfold();
		print(this.lines.note(text, NOTICE));
	}

	@Override
	public synchronized void learn(ServerEvent event) {
		if (event instanceof Members members) {
			this.completions.here(members.names());
		}
		else {
			this.completions.learn(event);
			follow(event);
		}
	}

	@Override
	public boolean completes() {
		return true;
	}

	@Override
	public synchronized void retry(long seconds) {
		this.retry = (seconds < 0) ? null
				: (seconds == 0) ? "trying now" : "next try in " + seconds + " s; Enter tries at once";
		foot();
	}

	@Override
	public synchronized boolean hide(@Nullable String question) {
		this.question = question;
		this.prompt.hide(question != null);
		foot();
		return true;
	}

	@Override
	public synchronized void pending(List<String> unsent) {
		this.unsent = List.copyOf(unsent);
		foot();
	}

	@Override
	public void closed() {
		synchronized (this) {
			unfold();
		}
		this.prompt.close();
	}

	private void unfold() {
		if (!this.fold.isEmpty()) {
			AttributedString line = this.lines.note(this.fold.text(), EventLines.DIM);
			this.fold.clear();
			foot();
			print(line);
		}
	}

	private void print(@Nullable AttributedString line) {
		if (line != null) {
			this.prompt.printAbove(this.look.paint(LineLayout.of(line, EventLines.INDENT, this.prompt.columns())));
		}
	}

	private void foot() {
		AttributedStringBuilder foot = new AttributedStringBuilder();
		if (!this.fold.isEmpty()) {
			row(foot, this.lines.note(this.fold.text(), EventLines.DIM));
		}
		if (this.retry != null) {
			row(foot, this.lines.pending("-", this.retry));
		}
		int shown = Math.min(this.unsent.size(), MOST_PENDING);
		for (String line : this.unsent.subList(0, shown)) {
			row(foot, this.lines.pending(">", line));
		}
		if (this.unsent.size() > shown) {
			row(foot, this.lines.pending(">", String.format(Locale.ROOT, "and %d more", this.unsent.size() - shown)));
		}
		foot.append((this.question != null) ? this.question : this.label, AttributedStyle.BOLD);
		this.prompt.foot(this.look.paint(foot.toAttributedString()));
	}

	private void row(AttributedStringBuilder foot, AttributedString line) {
		foot.append(line.columnSubSequence(0, this.prompt.columns() - 1)).append("\n");
	}

	/**
	 * The user's display options.
	 *
	 * @param coloured whether to use colours, bold and dim text
	 * @param bell whether to ring on a mention or a private message
	 * @param quietJoins whether to combine joins and leaves into one line
	 */
	record Look(boolean coloured, boolean bell, boolean quietJoins) {

		AttributedString paint(AttributedString line) {
			return this.coloured ? line : new AttributedString(line.toString());
		}

	}

}
