package io.chatroom.client.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Reads a server's metrics from the Prometheus endpoint of its Actuator. */
final class ServerMetrics {

	private final URI endpoint;

	private final int timeoutMillis;

	ServerMetrics(URI actuator, Duration timeout) {
		this.endpoint = URI.create(actuator + "/prometheus");
		this.timeoutMillis = Math.toIntExact(timeout.toMillis());
	}

	/** Requests the current metrics. */
	Reading read() throws IOException {
		HttpURLConnection connection = (HttpURLConnection) this.endpoint.toURL().openConnection();
		connection.setConnectTimeout(this.timeoutMillis);
		connection.setReadTimeout(this.timeoutMillis);
		try (InputStream body = connection.getInputStream()) {
			return parse(new String(body.readAllBytes(), UTF_8));
		}
		catch (IOException ex) {
			throw new IOException(String.format(Locale.ROOT, "no metrics from %s: %s", this.endpoint, ex.getMessage()),
					ex);
		}
		finally {
			connection.disconnect();
		}
	}

	static Reading parse(String metrics) {
		return new Reading(sum(metrics, "process_cpu_time_ns_total", ""),
				sum(metrics, "jvm_memory_used_bytes", "area=\"heap\""),
				sum(metrics, "jvm_memory_used_bytes", "area=\"nonheap\""), sum(metrics, "chat_clients_connected", ""),
				sum(metrics, "chat_members", ""));
	}

	// The Prometheus text format has one line per value: NAME{LABELS} VALUE
	private static OptionalDouble sum(String metrics, String name, String label) {
		double[] values = metrics.lines()
			.filter((line) -> line.startsWith(name + " ") || line.startsWith(name + "{"))
			.filter((line) -> line.contains(label))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
			.toArray();
		return (values.length > 0) ? OptionalDouble.of(Arrays.stream(values).sum()) : OptionalDouble.empty();
	}

	/**
	 * The metrics at one time; empty if the server does not export one.
	 *
	 * @param cpuNanos CPU time since the server started
	 * @param heapBytes heap in use, including garbage
	 * @param nonHeapBytes other memory that the JVM reports
	 * @param connected connected clients
	 * @param members clients with a name
	 */
	record Reading(OptionalDouble cpuNanos, OptionalDouble heapBytes, OptionalDouble nonHeapBytes,
			OptionalDouble connected, OptionalDouble members) {

		static final Reading NONE = parse("");

	}

}
