package io.chatroom.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import io.chatroom.protocol.Reply.Usage;
import org.jspecify.annotations.Nullable;

/**
 * The command table. Each constant is a row, in the order of {@code #help}. The name of
 * the constant is the word of the command, and its label in metrics; {@link Command} says
 * what it asks for.
 */
// a reading keeps no state
@SuppressWarnings("ImmutableEnumChecker")
public enum CommandSyntax {

	HELP(Access.MEMBER, "", "shows this list", (words) -> new Command.Help()),
	WHO(Access.MEMBER, "[ROOM]", "shows who is here, or in another room", Command.Who::read),
	ROOMS(Access.MEMBER, "", "shows the rooms", (words) -> new Command.Rooms()),
	JOIN(Access.MEMBER, "ROOM", "goes to another room, or makes one", Command.Join::read),
	TOPIC(Access.MEMBER, "[TEXT]", "shows the topic of the room, or sets it", Command.Topic::read),
	NICK(Access.MEMBER, "NAME", "takes another name", Command.Nick::read),
	ME(Access.MEMBER, "ACTION", "says what you do: * alice waves", Command.Me::read),
	MSG(Access.MEMBER, "NAME TEXT", "says something to one person alone", Command.Msg::read),
	IGNORE(Access.MEMBER, "[NAME]", "hides what somebody says, or shows whom you ignore", Command.Ignore::read),
	UNIGNORE(Access.MEMBER, "NAME", "shows it again", Command.Unignore::read),
	QUIET(Access.MEMBER, "[on|off]", "hides who joins, leaves, moves or is renamed", Command.Quiet::read),
	HISTORY(Access.MEMBER, "[N]", "shows what was said last, N lines of it", Command.History::read),
	FORMAT(Access.ANYONE, "json|text", "json is for programs", Command.Format::read),
	RESUME(Access.ANYONE, "SEQ [EPOCH]", null, Command.Resume::read),
	QUIT(Access.ANYONE, "", "leaves the chat", (words) -> new Command.Quit());

	/**
	 * Who may use a command. A role becomes a constant here.
	 */
	public enum Access {

		/** Every client, before it has a name too. */
		ANYONE,
		/** Clients with a name. */
		MEMBER

	}

	private final Access access;

	private final String arguments;

	private final @Nullable String purpose;

	private final Function<String, @Nullable Command> reading;

	/**
	 * Creates a row.
	 * @param access who may use it
	 * @param arguments the arguments in its usage, may be empty
	 * @param purpose what it does, for {@code #help}; null if only programs use it
	 * @param reading parses the text after the word; returns null if arguments are
	 * missing or invalid
	 */
	CommandSyntax(Access access, String arguments, @Nullable String purpose,
			Function<String, @Nullable Command> reading) {
		this.access = access;
		this.arguments = arguments;
		this.purpose = purpose;
		this.reading = reading;
	}

	/**
	 * Finds the row of a word.
	 * @param word a word with its {@code #}, in any case
	 */
	static Optional<CommandSyntax> find(String word) {
		String small = word.toLowerCase(Locale.ROOT);
		return Arrays.stream(values()).filter((row) -> row.word().equals(small)).findFirst();
	}

	/**
	 * Returns the commands that {@code #help} lists.
	 */
	public static Reply.Help help() {
		return new Reply.Help(Arrays.stream(values())
			.filter((row) -> row.purpose != null)
			.map((row) -> new Usage(row.usage(), String.valueOf(row.purpose)))
			.toList());
	}

	@Nullable Command read(String words) {
		return this.reading.apply(words);
	}

	/**
	 * Returns the word of the command, with its {@code #}.
	 */
	public String word() {
		return "#" + label();
	}

	/**
	 * Returns the label of the command in metrics.
	 */
	String label() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Returns who may use the command.
	 */
	Access access() {
		return this.access;
	}

	/**
	 * Returns the word and the arguments.
	 */
	public String usage() {
		return (word() + " " + this.arguments).strip();
	}

}
