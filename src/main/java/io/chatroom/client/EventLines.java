package io.chatroom.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Replayed;
import io.chatroom.protocol.Reply.Bye;
import io.chatroom.protocol.Reply.Refused;
import io.chatroom.protocol.Reply.Told;
import io.chatroom.protocol.RoomEvent.Announced;
import io.chatroom.protocol.RoomEvent.Emoted;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.SafeText;
import io.chatroom.protocol.ServerEvent;
import io.chatroom.protocol.Stamped;
import io.chatroom.protocol.TextLines;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/**
 * Formats events as lines of the screen: the time, a mark, and the text in colours. The
 * mark is &gt; for the user's own lines, ! for lines that mention the user, and - for
 * everything that no member wrote.
 */
final class EventLines {

	/** Columns before the text. */
	static final int INDENT = "12:04 > ".length();

	static final AttributedStyle DIM = AttributedStyle.DEFAULT.faint();

	private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;

	private static final AttributedStyle WRONG = PLAIN.foreground(AttributedStyle.RED);

	private static final AttributedStyle MENTION = PLAIN.bold().inverse();

	private static final String TAB = "    ";

	private final DayClock clock;

	private @Nullable String me;

	private @Nullable Mentions mentions;

	EventLines(DayClock clock) {
		this.clock = clock;
	}

	/**
	 * Sets the user's own name.
	 */
	void me(String name) {
		this.me = name;
		this.mentions = new Mentions(name);
	}

	@Nullable String me() {
		return this.me;
	}

	/**
	 * Returns the lines for an event, not yet wrapped.
	 */
	List<AttributedString> of(ServerEvent event) {
		return switch (event) {
			case Replayed(Stamped stamped) -> of(stamped);
			case Stamped stamped -> of(stamped);
			case Told told -> List.of(told(told));
			case Bye bye when bye.is(CloseReason.QUIT) -> List.of();
			case Refused refused -> plain(refused, this.clock.now(), WRONG);
			default -> plain(event, this.clock.now(), PLAIN);
		};
	}

	private List<AttributedString> of(Stamped stamped) {
		return switch (stamped.event()) {
			case Said said -> List.of(said(stamped.at(), said.from(), ": ", said.text(), ""));
			case Emoted emoted -> List.of(said(stamped.at(), emoted.from(), " ", emoted.text(), "* "));
			case Announced announced -> plain(stamped, stamped.at(), PLAIN);
			default -> plain(stamped, stamped.at(), DIM);
		};
	}

	/**
	 * Returns the date line to show above an event, null if the date has not changed.
	 */
	@Nullable AttributedString newDay(ServerEvent event) {
		String day = this.clock.newDay(switch (event) {
			case Stamped stamped -> stamped.at();
			case Replayed(Stamped stamped) -> stamped.at();
			case Told told -> told.at();
			default -> this.clock.now();
		});
		return (day != null) ? new AttributedString("-- " + day + " --", DIM) : null;
	}

	/**
	 * Returns the line for a message of the client itself.
	 */
	AttributedString note(String text, AttributedStyle style) {
		return add(begin(this.clock.now(), "-"), text, style).toAttributedString();
	}

	/**
	 * Returns a dimmed line for something pending, such as a line not yet confirmed.
	 */
	AttributedString pending(String mark, String text) {
		return add(new AttributedStringBuilder(), "  ... " + mark + " " + text, DIM).toAttributedString();
	}

	/**
	 * Returns whether an event mentions the user or is a private message to the user.
	 */
	boolean isForMe(ServerEvent event) {
		return switch (event) {
			case Stamped stamped when stamped.event() instanceof Said said -> isForMe(said.from(), said.text());
			case Stamped stamped when stamped.event() instanceof Emoted emoted -> isForMe(emoted.from(), emoted.text());
			case Told told -> !told.sent();
			default -> false;
		};
	}

	private boolean isForMe(String from, String text) {
		return this.mentions != null && !from.equals(this.me) && !this.mentions.in(text).isEmpty();
	}

	private AttributedString said(Instant at, String from, String between, String text, String before) {
		boolean mine = from.equals(this.me);
		boolean forMe = isForMe(from, text);
		AttributedStringBuilder line = begin(at, mine ? ">" : forMe ? "!" : " ");
		add(line, before, PLAIN);
		add(line, from, colour(from));
		add(line, between, PLAIN);
		return (forMe ? addMarked(line, text) : add(line, text, PLAIN)).toAttributedString();
	}

	private AttributedString told(Told told) {
		AttributedStringBuilder line = begin(told.at(), told.sent() ? ">" : "!");
		String other = told.sent() ? told.to() : told.from();
		add(line, told.sent() ? "[to " : "[from ", PLAIN);
		add(line, other, colour(other));
		return add(line, "] " + told.text(), PLAIN).toAttributedString();
	}

	private List<AttributedString> plain(ServerEvent event, Instant at, AttributedStyle style) {
		List<AttributedString> lines = new ArrayList<>();
		for (String line : TextLines.of(event)) {
			lines.add(add(begin(at, "-"), line, style).toAttributedString());
		}
		return lines;
	}

	private AttributedStringBuilder begin(Instant at, String mark) {
		AttributedStringBuilder line = new AttributedStringBuilder();
		add(line, this.clock.time(at) + " ", DIM);
		return add(line, mark + " ", PLAIN.bold());
	}

	private AttributedStyle colour(String name) {
		AttributedStyle style = PLAIN.foreground(NameColors.of(name));
		return name.equals(this.me) ? style.bold() : style;
	}

	private AttributedStringBuilder addMarked(AttributedStringBuilder line, String text) {
		int end = 0;
		for (MatchResult mention : (this.mentions != null) ? this.mentions.in(text) : List.<MatchResult>of()) {
			add(line, text.substring(end, mention.start()), PLAIN);
			add(line, mention.group(), MENTION);
			end = mention.end();
		}
		return add(line, text.substring(end), PLAIN);
	}

	/**
	 * Appends text without control characters. All text of a line passes through here.
	 */
	private static AttributedStringBuilder add(AttributedStringBuilder line, String text, AttributedStyle style) {
		return line.append(SafeText.of(text).replace("\t", TAB), style);
	}

}
