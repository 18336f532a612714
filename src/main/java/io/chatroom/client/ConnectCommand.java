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
 * The {@code connect} command: a conversation between a terminal, or a pipe, and a chat
 * service.
 */
public final class ConnectCommand {

	private static final String SYNOPSIS = "Usage: java -jar chatroom.jar connect [OPTION ...] [HOST [PORT]]";

	private static final String HELP = SYNOPSIS + """


			Talks with the chat service at HOST (localhost) and PORT (5000), until #quit or the end
			of the input. HOST:PORT and [IPV6]:PORT are understood, too. A connection that is lost
			is made again: nothing that was said is missed, and nothing that is typed is lost.

			  --name NAME      signs in with that name; without it, and without CHAT_NAME in the
			                   environment, the first line is the name
			  --tls            speaks TLS, with port 5001 unless you give one, to a server whose
			                   certificate is of an authority that this machine's Java trusts
			  --ca FILE        or of one in FILE (PEM)
			  --cert FILE --key FILE
			                   shows a certificate of one's own (PEM) to the server
			  --version        prints the version
			  --no-reconnect   ends when the connection is lost

			On a terminal Tab completes commands and names, the arrow keys bring back what you
			typed, / works as # does, Ctrl-C clears the line, and Ctrl-D quits.
			  --quiet-joins    shows those who come and go in one line
			  --no-bell        does not ring when someone speaks of you
			  --color=WHEN     auto (unless NO_COLOR is set), always or never

			In a pipe what the server says goes to the standard output, and what the client has to
			say to the other.
			  --json           prints the events of the structured mode, one JSON object a line

			The exit code is 0 after #quit or the end of the input, with everything said; 1 if the
			connection fails or is lost, or a line of a pipe is refused; 2 if the call is wrong;
			3 if the name is refused.""";

	private ConnectCommand() {
	}

	/**
	 * Runs the conversation to its end. A thread that still waits for input may be left
	 * behind; it does not keep the process alive.
	 * @param args the words after {@code connect}
	 * @return the exit code
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
