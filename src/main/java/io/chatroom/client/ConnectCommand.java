package io.chatroom.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import io.chatroom.client.ConnectArguments.TlsFiles;
import org.jspecify.annotations.Nullable;

/**
 * The {@code connect} command: connects a terminal or a pipe to a chat server.
 */
public final class ConnectCommand {

	private static final String SYNOPSIS = "Usage: java -jar chatroom.jar connect [OPTION ...] [HOST [PORT]]";

	/**
	 * Has at most 23 lines, so that it fits a terminal of 80x24 with the shell's prompt.
	 */
	private static final String HELP = SYNOPSIS + """

			Talks with the chat service at HOST (localhost) and PORT (5000), until #quit
			or the end of the input. A connection that is lost is made again.
			  --name NAME       signs in as NAME, or CHAT_NAME; else the first line does
			  --wait [TIME]     waits for a server that is not up yet, no longer than TIME
			  --no-reconnect    ends when the connection is lost
			  --tls             speaks TLS (port 5001), with a certificate that Java trusts
			  --ca FILE         or that is of an authority in FILE (PEM)
			  --cert FILE --key FILE
			                    shows a certificate of one's own (PEM) to the server
			  --version         prints the version
			On a terminal: Tab completes, arrow keys bring back what you typed, / is as #,
			Ctrl-C clears the line, Ctrl-Z stops the client, Ctrl-D quits.
			  --quiet-joins     shows those who come and go in one line
			  --no-bell         does not ring when someone speaks of you
			  --color=WHEN      auto (unless NO_COLOR is set), always or never
			In a pipe: the server's lines go to stdout, the client's messages to stderr.
			  --json            prints the server's events, one JSON object a line
			Exit code: 0 after #quit or the end of the input; 1 if the connection fails
			or is lost, or a line of a pipe is refused; 2 for a wrong call; 3 for a name
			that is refused.""";

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
			out.println("chatroom " + ((version != null) ? version : "of no version"));
			out.flush();
			return 0;
		}
		try {
			ConnectArguments arguments = ConnectArguments.parse(System.getenv(), args);
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
		HostAndPort server = arguments.server();
		String complaint;
		try {
			Dial dial = new Dial(server, tls(arguments.tls()));
			return new ChatSession(dial, arguments, screen, waits).converse().exitCode();
		}
		catch (UncheckedIOException ex) {
			complaint = String.valueOf(ex.getMessage());
		}
		catch (TlsException ex) {
			complaint = String.valueOf(ex.getMessage());
		}
		catch (UnknownHostException ex) {
			complaint = String.format(Locale.ROOT, "Unknown host: %s.", server.host());
		}
		catch (IOException ex) {
			complaint = String.format(Locale.ROOT, "Cannot connect to %s: %s.", server, ex.getMessage());
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
