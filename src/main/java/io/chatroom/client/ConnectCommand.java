package io.chatroom.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import io.chatroom.client.ConnectArguments.TlsFiles;
import org.jspecify.annotations.Nullable;

/**
 * The {@code connect} command: connects a terminal or a pipe to a chat server.
 */
public final class ConnectCommand {

	private static final String SYNOPSIS = "Usage: java -jar chatroom.jar connect [OPTION ...] [HOST[,HOST...] [PORT]]";

	/**
	 * Has at most 23 lines, so that it fits a terminal of 80x24 with the shell's prompt.
	 */
	private static final String HELP = SYNOPSIS + """

			Connects a terminal or a pipe to a chat server. On a terminal /who is #who.
			Keys: Tab completes, Up recalls, Ctrl-C clears, Ctrl-Z stops, Ctrl-D quits.
			In a pipe, chat lines go to stdout and the client's messages to stderr.
			Options (defaults in brackets):
			  HOST[:PORT],...  the server, or several to try [localhost:5000; --tls: 5001]
			  --name NAME      signs in as NAME [CHAT_NAME; without it, the first line]
			  --password-file FILE  its password: the first line of FILE [CHAT_PASSWORD];
			                   there is no --password, since others could see it in ps
			  --room ROOM      goes to ROOM [the room in which everyone begins]
			  --wait [TIME]    waits for a server that is not up, at most TIME [no wait]
			  --no-reconnect   exits when the connection is lost [reconnects]
			  --tls, --ca FILE  uses TLS; trusts the CAs in FILE (PEM) [off; Java's]
			  --cert FILE --key FILE  sends a client certificate (PEM) [none]
			  --color WHEN     colors: auto, always or never [auto]
			  --no-bell, --quiet-joins  no bell; one line for joins and leaves [off]
			  --json           prints events as JSON, one a line [plain text]
			  --help, -h, --version  print this help, or the version
			Exit codes: 0 after #quit or end of input; 1 connection failed or lost, or a
			  piped line refused; 2 invalid argument; 3 name, password or room refused
			Environment: CHAT_NAME, CHAT_PASSWORD (above), NO_COLOR (no colors),
			  XDG_STATE_HOME (for chatroom/history, the typed lines [~/.local/state])
			Examples: java -jar chatroom.jar connect --wait 30s --name bob example.com""";

	private ConnectCommand() {
	}

	/**
	 * Runs the conversation to its end. A daemon thread that still reads the input may
	 * remain; it does not keep the process alive.
	 * @param args the arguments after {@code connect}
	 * @return the exit code, as {@code connect --help} lists them
	 */
	public static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
		return run(args, in, out, TerminalEncoding.of(err), Waits.REAL);
	}

	static int run(String[] args, InputStream in, PrintStream out, PrintStream err, Waits waits) {
		List<String> words = Arrays.asList(args);
		if (words.contains("--help") || words.contains("-h")) {
			out.println(HELP);
			out.flush();
			return 0;
		}
		if (words.contains("--version")) {
			String version = ConnectCommand.class.getPackage().getImplementationVersion();
			out.println("chatroom " + ((version != null) ? version : "(unknown version)"));
			out.flush();
			return 0;
		}
		try {
			ConnectArguments arguments = ConnectArguments.parse(System.getenv(), args);
			GivenPassword password = arguments.password();
			if (password != null && password.warning() != null) {
				err.println(password.warning());
			}
			return converse(arguments, Screens.of(arguments, in, out, err), err, waits);
		}
		catch (IllegalArgumentException ex) {
			err.println(ex.getMessage() + " " + SYNOPSIS);
			return 2;
		}
		catch (IOException ex) {
			err.println(String.format(Locale.ROOT, "The terminal cannot be used: %s.", ex.getMessage()));
			return 1;
		}
	}

	private static int converse(ConnectArguments arguments, Screen screen, PrintStream err, Waits waits) {
		String complaint;
		try {
			TlsClient tls = tls(arguments.tls());
			Servers servers = new Servers(arguments.servers().stream().map((server) -> new Dial(server, tls)).toList());
			return new ChatSession(servers, arguments, screen, waits).converse().exitCode();
		}
		catch (IOException | UncheckedIOException ex) {
			complaint = String.valueOf(ex.getMessage());
		}
		finally {
			screen.display().closed();
		}
		err.println(complaint);
		return 1;
	}

	private static @Nullable TlsClient tls(@Nullable TlsFiles files) throws TlsException {
		return (files != null) ? new TlsClient(files) : null;
	}

}
