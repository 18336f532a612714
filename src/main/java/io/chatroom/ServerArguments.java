package io.chatroom;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

import org.jline.utils.Levenshtein;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of the server: settings, or a request for help or the version, which is
 * answered without starting the server.
 */
final class ServerArguments {

	private static final String HELP_TEXT = """
			Usage: java -jar chatroom.jar [server] [--NAME=VALUE ...]
			       java -jar chatroom.jar COMMAND [OPTION ...]

			Commands:
			  server       starts the chat server (the default)
			  connect      connects a terminal or a pipe to a chat server
			  load         measures a chat server under load
			  healthcheck  checks whether a server on this machine is ready
			  help         prints this help
			  version      prints the version and the commit
			"COMMAND --help" prints the options of connect, load and healthcheck.

			Options of the server (defaults in brackets):
			  --NAME=VALUE                  sets a setting; docs/configuration.md lists all
			  --chat.tcp.bind-address=HOST  address of the chat; 0.0.0.0: all [localhost]
			  --chat.tcp.port=PORT          port of the chat; 0: any free port [5000]
			  --chat.data.directory=DIR     directory that keeps rooms; empty: memory [data]
			  --chat.tls.bundle=NAME        SSL bundle of the TLS port, 5001 [no TLS port]
			  --chat.web.port=PORT          port of browsers and programs; -1: none [8000]
			  --server.address=HOST         address of health and metrics [localhost]
			  --server.port=PORT            port of health and metrics [8080]
			  --debug, --trace              log more of Spring Boot [off]
			  --help, -h                    prints this help
			  --version, -V                 prints the version and the commit

			Exit codes:
			  0   the server was stopped with SIGTERM or Ctrl-C, or this help was printed
			  1   the server could not start, for example because a port is in use
			  2   an argument is invalid, or Java is too old
			  3   Java is out of memory and was given -XX:+ExitOnOutOfMemoryError
			  78  a setting is invalid; the last line of the log names it

			Environment:
			  CHAT_TCP_PORT, ...  sets chat.tcp.port; so for each setting: in capitals, with
			                      _ for each dot and hyphen
			  JDK_JAVA_OPTIONS    options for Java, such as -Xmx512m

			Examples:
			  java -jar chatroom.jar
			  java -jar chatroom.jar --chat.tcp.bind-address=0.0.0.0 --chat.tcp.port=5555
			  java -jar chatroom.jar connect --name alice""";

	private static final Set<String> HELP = Set.of("--help", "-h", "help");

	private static final Set<String> VERSION = Set.of("--version", "-V", "version");

	private static final List<String> COMMANDS = List.of("server", "connect", "load", "healthcheck", "help", "version");

	private static final Pattern WORD = Pattern.compile("[a-z]+");

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
			out.println(HELP_TEXT);
			return OptionalInt.of(0);
		}
		if (arguments.stream().anyMatch(VERSION::contains)) {
			out.println(BuildVersion.read());
			return OptionalInt.of(0);
		}
		Set<String> given = new HashSet<>();
		for (String argument : arguments) {
			String problem = problem(argument);
			String option = option(argument);
			if (problem == null && !given.add(option)) {
				// Spring Boot would join the values with a comma
				problem = option + " is given twice. A list has commas: " + option + "=A,B.";
			}
			if (problem != null) {
				err.println("chatroom: " + problem + " Try --help.");
				return OptionalInt.of(2);
			}
		}
		return OptionalInt.empty();
	}

	/**
	 * Returns what is before the value.
	 */
	private static String option(String argument) {
		int end = argument.indexOf('=');
		return (end < 0) ? argument : argument.substring(0, end);
	}

	private static @Nullable String problem(String argument) {
		String option = option(argument);
		if (FLAGS.contains(option)) {
			return null;
		}
		if (WORD.matcher(argument).matches()) {
			return "'" + argument + "' is neither a command nor a setting."
					+ COMMANDS.stream()
						.filter((command) -> Levenshtein.distance(argument, command) <= 2)
						.findFirst()
						.map((command) -> " Did you mean " + command + "?")
						.orElse("");
		}
		String name = option.startsWith("--") ? option.substring(2) : "";
		if (name.isEmpty() || !name.matches("[^.]+(\\.[^.]+)*")) {
			return "'" + Quoted.escape(argument)
					+ "' is not a setting. Settings are given as --NAME=VALUE, for example --chat.tcp.port=5555.";
		}
		if (name.indexOf('.') < 0) {
			return "There is no setting '" + Quoted.escape(option) + "'."
					+ SettingNames.endingWith(name).map((full) -> " Did you mean --" + full + "?").orElse("");
		}
		return option.equals(argument) ? option + " has no value. Settings are given as " + option + "=VALUE." : null;
	}

}
