package io.chatroom.client;

import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;

/**
 * The {@code healthcheck} command: asks the service on this machine, found by the
 * environment that configured it, whether it is ready.
 */
public final class HealthcheckCommand {

	private static final int TIMEOUT_MILLIS = 3_000;

	private HealthcheckCommand() {
	}

	/**
	 * Asks once.
	 * @param args of which there are to be none
	 * @return the exit code: 0 if the service is ready, 2 if the call is wrong, else 1
	 */
	public static int run(String[] args, Map<String, String> environment, PrintStream out, PrintStream err) {
		return run(args, environment, out, err, TIMEOUT_MILLIS);
	}

	static int run(String[] args, Map<String, String> environment, PrintStream out, PrintStream err,
			int timeoutMillis) {
		if (args.length > 0) {
			err.println(
					"healthcheck takes no arguments: the SERVER_ and MANAGEMENT_SERVER_ variables say whom it asks.");
			return 2;
		}
		URI uri;
		try {
			uri = endpoint(environment);
		}
		catch (IllegalArgumentException ex) {
			err.println("The SERVER_ or MANAGEMENT_SERVER_ variables give no address to ask: " + ex.getMessage());
			return 1;
		}
		try {
			// HttpURLConnection, since java.net.http takes several times as long to load.
			// No proxy: the service is on this machine.
			HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
			connection.setConnectTimeout(timeoutMillis);
			connection.setReadTimeout(timeoutMillis);
			connection.setInstanceFollowRedirects(false);
			int status = connection.getResponseCode();
			if (status != HttpURLConnection.HTTP_OK) {
				err.println("The service is not ready: %s answered %d.".formatted(uri, status));
				return 1;
			}
			byte[] body = connection.getInputStream().readAllBytes();
			out.write(body, 0, body.length);
			out.println();
			out.flush();
			return 0;
		}
		catch (IOException ex) {
			err.println("The service is not ready: %s did not answer: %s.".formatted(uri, ex.getMessage()));
			return 1;
		}
	}

	static URI endpoint(Map<String, String> environment) {
		String address = first(environment, "localhost", "MANAGEMENT_SERVER_ADDRESS", "SERVER_ADDRESS");
		String port = first(environment, "8080", "MANAGEMENT_SERVER_PORT", "SERVER_PORT");
		String host = switch (address) {
			case "0.0.0.0", "::", "[::]" -> "localhost";
			default -> address.replaceAll("[\\[\\]]", "");
		};
		HostAndPort service = new HostAndPort(host, HostAndPort.parsePort(port));
		return URI.create("http://%s/actuator/health/readiness".formatted(service));
	}

	private static String first(Map<String, String> environment, String defaultValue, String... names) {
		for (String name : names) {
			String value = environment.getOrDefault(name, "").strip();
			if (!value.isEmpty()) {
				return value;
			}
		}
		return defaultValue;
	}

}
