package io.chatroom.chat;

import io.chatroom.protocol.Format;

/**
 * Why a command was not carried out. Its name is the code that programs see.
 */
enum Trouble {

	/** There is no such command. */
	UNKNOWN_COMMAND,
	/** The line begins like a command, but for a blank or a slash, and was not sent. */
	LOOKS_LIKE_COMMAND,
	/** Words are missing, or are not what the command takes. */
	USAGE,
	/** Nobody here has that name. */
	NOBODY,
	/** The command is for {@link Format#JSON} alone. */
	NEEDS_JSON,
	/** What is to be resumed is no longer kept. */
	TOO_OLD,
	/** What is to be resumed has not happened. */
	TOO_NEW,
	/** What is to be resumed was before the server was started. */
	OTHER_ROOM

}
