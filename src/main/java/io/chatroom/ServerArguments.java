package io.chatroom;

import java.io.PrintStream;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The arguments of the server: settings, or a request for help or the version, which is
 * answered without starting the server.
 */
final class ServerArguments {

	private static final String USAGE = """
			Usage: java -jar chatroom.jar [server] [--NAME=VALUE ...]  start the server
			       java -jar chatroom.jar connect --help      the client
			       java -jar chatroom.jar load --help         the load tool
			       java -jar chatroom.jar healthcheck [URL]   ask whether a server is ready
			       java -jar chatroom.jar --version           print the version

			Settings of the server, with their defaults. README.md lists all.
			  --chat.tcp.bind-address=localhost  address of the chat; 0.0.0.0: any
			  --chat.tcp.port=5000               port of the chat
			  --server.address=localhost         address of health and metrics
			  --server.port=8080                 port of health and metrics""";

	private static final Set<String> HELP = Set.of("--help", "-h", "help");

	private static final Set<String> VERSION = Set.of("--version", "-V", "version");

	/** Spring Boot's flags, which need no value. */
	private static final Set<String> FLAGS = Set.of("--debug", "--trace");

	private ServerArguments() {
	}

	/**
	 * Answers a request for help or the version, and rejects invalid arguments.
	 * @param arguments the arguments without {@code server}
	 * @return the exit code, or nothing if the server is to be started
	 */
	static OptionalInt answer(List<String> arguments, PrintStream out, PrintStream err) {
		if (arguments.stream().anyMatch(HELP::contains)) {
			out.println(USAGE);
			return OptionalInt.of(0);
		}
		if (arguments.stream().anyMatch(VERSION::contains)) {
			String version = ServerArguments.class.getPackage().getImplementationVersion();
			out.println("chatroom " + ((version != null) ? version : "of no version"));
			return OptionalInt.of(0);
		}
		for (String argument : arguments) {
			String problem = problem(argument);
			if (problem != null) {
				err.println("chatroom: " + problem + " Try --help.");
				return OptionalInt.of(2);
			}
		}
		return OptionalInt.empty();
	}

	private static @Nullable String problem(String argument) {
		int end = argument.indexOf('=');
		String option = (end < 0) ? argument : argument.substring(0, end);
		if (FLAGS.contains(option)) {
			return null;
		}
		String name = option.startsWith("--") ? option.substring(2) : "";
		if (name.isEmpty()) {
			return "'" + Quoted.escape(argument)
					+ "' is not a setting. Settings are given as --NAME=VALUE, for example --chat.tcp.port=5555.";
		}
		if (name.indexOf('.') < 0) {
			return "There is no setting '" + Quoted.escape(option) + "'."
					+ SettingNames.endingWith(name).map((full) -> " Did you mean --" + full + "?").orElse("");
		}
		return (end < 0) ? option + " has no value. Settings are given as " + option + "=VALUE." : null;
	}

}
