package io.chatroom.client.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;

import io.chatroom.client.load.SmallChatServer.Fault;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Runs the load tool in this process. */
final class LoadTool {

	private LoadTool() {
	}

	static Run run(String options) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		int exitCode = LoadCommand.run(options.split(" "), new PrintStream(out, true, UTF_8),
				new PrintStream(err, true, UTF_8));
		return new Run(exitCode, out.toString(UTF_8), err.toString(UTF_8));
	}

	/** Runs it for a moment against a chat server with this fault. */
	static Run onChatroom(Fault fault, String options) throws IOException {
		try (SmallChatServer server = SmallChatServer.chatroom(fault)) {
			return run(server, options);
		}
	}

	/** Runs it for a moment against an IRC server with this fault. */
	static Run onIrc(Fault fault, String options) throws IOException {
		try (SmallChatServer server = SmallChatServer.irc(fault)) {
			return run(server, "--dialect irc " + options);
		}
	}

	private static Run run(SmallChatServer server, String options) {
		String seconds = options.contains("--seconds") ? "" : " --seconds 0.3";
		return run("--port " + server.port() + " --warmup 0.1 " + options + seconds);
	}

	record Run(int exitCode, String out, String err) {
	}

}
