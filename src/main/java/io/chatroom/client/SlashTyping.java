package io.chatroom.client;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * What a person types: a slash begins a command, as it does elsewhere. So two become
 * {@code #/}, with which the server says one.
 *
 * @param typing where the lines come from
 */
record SlashTyping(Typing typing) implements Typing {

	@Override
	public @Nullable String readLine() throws IOException {
		String line = this.typing.readLine();
		return (line != null && line.startsWith("/")) ? "#" + line.substring(1) : line;
	}

}
