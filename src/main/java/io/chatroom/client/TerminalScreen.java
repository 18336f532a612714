package io.chatroom.client;

import java.util.List;

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
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows a conversation on a terminal. Lines scroll up; the {@link Footer} stays below
 * them. Safe for any thread; takes its own lock before the prompt's.
 */
final class TerminalScreen implements Display {

	private static final AttributedStyle NOTICE = AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);

	private final PromptLine prompt;

	private final Completions completions;

	private final EventLines lines;

	private final Look look;

	private final JoinFold fold = new JoinFold();

	private final Footer footer;

	private String room = "";

	TerminalScreen(PromptLine prompt, Completions completions, DayClock clock, Look look) {
		this.prompt = prompt;
		this.completions = completions;
		this.lines = new EventLines(clock);
		this.footer = new Footer(this.lines, this.fold);
		this.look = look;
		redrawFooter();
	}

	@Override
	public synchronized void show(ServerEvent event) {
		this.completions.learn(event);
		follow(event);
		if (this.look.quietJoins() && this.fold.takes(event)) {
			redrawFooter();
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
		this.footer.label(text);
		// names typed at the prompt do not belong in the history
		this.prompt.remember(remember);
		redrawFooter();
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
		this.footer.retry(seconds);
		redrawFooter();
	}

	@Override
	public synchronized boolean hide(@Nullable String question) {
		this.footer.question(question);
		this.prompt.hide(question != null);
		redrawFooter();
		return true;
	}

	@Override
	public synchronized void pending(List<String> unsent) {
		this.footer.unsent(unsent);
		redrawFooter();
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
			redrawFooter();
			print(line);
		}
	}

	private void print(@Nullable AttributedString line) {
		if (line != null) {
			this.prompt.printAbove(this.look.paint(LineLayout.of(line, EventLines.INDENT, this.prompt.columns())));
		}
	}

	private void redrawFooter() {
		this.prompt.foot(this.look.paint(this.footer.rows(this.prompt.columns())));
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
