package io.chatroom.chat;

/**
 * What a line is, for those who count.
 */
public enum CommandName {

	/** No command: something is said. */
	SAY,

	/** A command. */
	HELP,

	/** A command. */
	WHO,

	/** A command. */
	NICK,

	/** A command. */
	ME,

	/** A command. */
	MSG,

	/** A command. */
	HISTORY,

	/** A command. */
	FORMAT,

	/** A command. */
	RESUME,

	/** A command. */
	QUIT,

	/** No command, though it looks like one. */
	UNKNOWN,

	/** A command whose words are missing. */
	MISUSED;

	static CommandName of(Command command) {
		return switch (command) {
			case Command.Say say -> SAY;
			case Command.Help help -> HELP;
			case Command.Who who -> WHO;
			case Command.Nick nick -> NICK;
			case Command.Me me -> ME;
			case Command.Msg msg -> MSG;
			case Command.LookBack back -> HISTORY;
			case Command.Switch to -> FORMAT;
			case Command.Resume resume -> RESUME;
			case Command.Quit quit -> QUIT;
			case Command.Slip slip -> UNKNOWN;
			case Command.Unknown unknown -> UNKNOWN;
			case Command.Misused misused -> MISUSED;
		};
	}

}
