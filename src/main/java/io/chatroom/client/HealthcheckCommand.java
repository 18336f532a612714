package io.chatroom.client;

import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import javax.net.ssl.HttpsURLConnection;

/**
 * The {@code healthcheck} command: asks a server on this machine whether it is ready. The
 * URL is an argument, or is read from the file that a running server keeps in a directory
 * for temporary files. If several servers run, the variables for the server's HTTP port
 * choose one.
 */
public final class HealthcheckCommand {

	private static final int TIMEOUT_MILLIS = 3_000;

	private static final String SYNOPSIS = "Usage: java -jar chatroom.jar healthcheck [URL]";

	private static final String HELP = SYNOPSIS + """


			Asks a chat server on this machine whether it is ready, and prints its answer.

			Options (defaults in brackets):
			  URL         readiness URL of the server [that of the only server that this
			              user runs here, or of the one that the variables below choose]
			  --help, -h  prints this help

			Exit codes:
			  0  the server is ready
			  1  the server is not ready, does not answer (timeout 3 s), or is not found
			  2  the arguments are invalid

			Environment:
			  MANAGEMENT_SERVER_PORT, SERVER_PORT
			      HTTP port of the server; the first one that is set counts [any]

			Examples:
			  java -jar chatroom.jar healthcheck
			  java -jar chatroom.jar healthcheck \\
			      http://localhost:8080/actuator/health/readiness""";

	private HealthcheckCommand() {
	}

	/**
	 * Sends one request.
	 * @param args the URL, or nothing
	 * @param environment the variables, of which {@code SERVER_PORT} and similar are read
	 * @param directories where servers keep their files
	 * @return the exit code: 0 if the server is ready, 2 if the arguments are invalid,
	 * else 1
	 */
	public static int run(String[] args, Map<String, String> environment, Set<Path> directories, PrintStream out,
			PrintStream err) {
		return run(args, environment, directories, out, err, TIMEOUT_MILLIS);
	}

	static int run(String[] args, Map<String, String> environment, Set<Path> directories, PrintStream out,
			PrintStream err, int timeoutMillis) {
		List<String> words = Arrays.asList(args);
		if (words.contains("--help") || words.contains("-h")) {
			out.println(HELP);
			out.flush();
			return 0;
		}
		if (args.length > 1 || (args.length == 1 && !args[0].matches("https?://.+"))) {
			err.println(String.format(Locale.ROOT, "'%s' is not one http or https URL. %s", String.join(" ", words),
					SYNOPSIS));
			return 2;
		}
		try {
			return ask((args.length == 1) ? URI.create(args[0]) : RunningServer.find(environment, directories), out,
					err, timeoutMillis);
		}
		catch (IllegalArgumentException ex) {
			err.println(ex.getMessage());
			return 1;
		}
	}

	private static int ask(URI uri, PrintStream out, PrintStream err, int timeoutMillis) {
		try {
			// HttpURLConnection, because java.net.http takes several times as long to
			// load. No proxy, because the server is on this machine.
			HttpURLConnection connection = (HttpURLConnection) URI.create(uri.toASCIIString())
				.toURL()
				.openConnection(Proxy.NO_PROXY);
			if (connection instanceof HttpsURLConnection https) {
				AnyCertificate.allow(https);
			}
			connection.setConnectTimeout(timeoutMillis);
			connection.setReadTimeout(timeoutMillis);
			connection.setInstanceFollowRedirects(false);
			int status = connection.getResponseCode();
			if (status != HttpURLConnection.HTTP_OK) {
				err.println("The service is not ready: " + uri + " answered " + status + ".");
				return 1;
			}
			byte[] body = connection.getInputStream().readAllBytes();
			out.write(body, 0, body.length);
			out.println();
			out.flush();
			return 0;
		}
		catch (IOException | GeneralSecurityException ex) {
			err.println("The service is not ready: " + uri + " did not answer: " + ex.getMessage() + ".");
			return 1;
		}
	}

}
