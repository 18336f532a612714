package io.chatroom.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;

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
	NICK(Access.MEMBER, "NAME", "takes another name", required(Command.Nick::new)),
	ME(Access.MEMBER, "ACTION", "says what you do: * alice waves", required(Command.Me::new)),
	MSG(Access.MEMBER, "NAME TEXT", "says something to one person alone", two(Command.Msg::new)),
	IGNORE(Access.MEMBER, "[NAME]", "hides what somebody says, or shows whom you ignore",
			optional(Command.Ignore::new)),
	UNIGNORE(Access.MEMBER, "NAME", "shows it again", required(Command.Unignore::new)),
	QUIET(Access.MEMBER, "[on|off]", "hides who joins, leaves, moves or is renamed", Command.Quiet::read),
	HISTORY(Access.MEMBER, "[N]", "shows what was said last, N lines of it",
			number(20, Integer.MAX_VALUE, Command.History::new)),
	REGISTER(Access.MEMBER, "PASSWORD", "makes your name your own", password(Command.Register::new)),
	LOGIN(Access.ANYONE, "NAME [PASSWORD]", "signs in, and takes the name", Command.Login::read),
	ACCOUNT(Access.MEMBER, "", "shows what is yours", (words) -> new Command.Account()),
	PASSWORD(Access.MEMBER, "OLD NEW", "changes your password",
			two((old, fresh) -> new Command.NewPassword(new Password(old), new Password(fresh)))),
	UNREGISTER(Access.MEMBER, "PASSWORD", "gives your name up", password(Command.Unregister::new)),
	TOKEN(Access.MEMBER, "[revoke] [NAME]", "makes or revokes a token for a program, or shows yours",
			Command.Token::read),
	KICK(Access.OPERATOR, "NAME [REASON]", "removes somebody", Command.Kick::read),
	MUTE(Access.OPERATOR, "NAME [FOR] [REASON]", "silences somebody, for 10m, 2h or 7d", sentence(Command.Mute::new)),
	UNMUTE(Access.OPERATOR, "NAME", "lets somebody speak again", required(Command.Unmute::new)),
	BAN(Access.OPERATOR, "NAME|ADDRESS[/BITS] [FOR] [REASON]", "keeps a name or addresses out",
			sentence(Command.Ban::new)),
	UNBAN(Access.OPERATOR, "NAME|ADDRESS[/BITS]", "lets them in again", required(Command.Unban::new)),
	BANS(Access.OPERATOR, "", "shows who is banned or muted", (words) -> new Command.Bans()),
	ANNOUNCE(Access.OPERATOR, "TEXT", "says something in every room", required(Command.Announce::new)),
	LOG(Access.OPERATOR, "[N]", "shows what operators did last", number(20, 100, Command.Log::new)),
	FORMAT(Access.ANYONE, "json|text", "json is for programs", Command.Format::read),
	RESUME(Access.ANYONE, "SEQ [EPOCH]", null, Command.Resume::read),
	QUIT(Access.ANYONE, "", "leaves the chat", (words) -> new Command.Quit());

	/**
	 * Who may use a command.
	 */
	public enum Access {

		/** Every client, before it has a name too. */
		ANYONE,
		/** Clients with a name. */
		MEMBER,
		/** Members who are signed in as an operator. */
		OPERATOR

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
	 * Reads a text that must be there.
	 */
	private static Function<String, @Nullable Command> required(Function<String, Command> command) {
		return (words) -> words.isEmpty() ? null : command.apply(words);
	}

	/**
	 * Reads a text that may be missing, which is null then.
	 */
	private static Function<String, @Nullable Command> optional(Function<@Nullable String, Command> command) {
		return (words) -> command.apply(words.isEmpty() ? null : words);
	}

	/**
	 * Reads a word, and a text that follows it.
	 */
	private static Function<String, @Nullable Command> two(BiFunction<String, String, Command> command) {
		return (words) -> {
			String[] parts = Command.split(words);
			return parts[1].isEmpty() ? null : command.apply(parts[0], parts[1]);
		};
	}

	/**
	 * Reads a number from 1 on.
	 * @param otherwise the number when it is missing
	 * @param most the number in place of a larger one
	 */
	private static Function<String, @Nullable Command> number(int otherwise, int most, IntFunction<Command> command) {
		return (words) -> {
			Long number = words.isEmpty() ? Long.valueOf(otherwise) : Command.number(words);
			return (number == null || number == 0) ? null : command.apply((int) Math.min(number, most));
		};
	}

	/**
	 * Reads a password, or the word for the certificate, which is null.
	 */
	private static Function<String, @Nullable Command> password(Function<@Nullable Password, Command> command) {
		return required((words) -> command.apply(Password.orCertificate(words)));
	}

	private static Function<String, @Nullable Command> sentence(Function<Sentence, Command> command) {
		return (words) -> {
			Sentence sentence = Sentence.read(words);
			return (sentence != null) ? command.apply(sentence) : null;
		};
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
	 * @param operator whether an operator asks
	 */
	public static Reply.Help help(boolean operator) {
		return new Reply.Help(Arrays.stream(values())
			.filter((row) -> row.purpose != null && (operator || row.access != Access.OPERATOR))
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
