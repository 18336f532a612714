package io.chatroom.client.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.function.Supplier;

import com.sun.net.httpserver.HttpServer;

import static java.nio.charset.StandardCharsets.UTF_8;

/** An Actuator with metrics that the test provides. */
final class SmallActuator implements AutoCloseable {

	private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

	SmallActuator(Supplier<String> metrics) throws IOException {
		this.server.createContext("/actuator/prometheus", (exchange) -> {
			byte[] body = metrics.get().getBytes(UTF_8);
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		this.server.start();
	}

	/** The load tool's option for these metrics. */
	String option() {
		return "--actuator " + address() + "/";
	}

	URI address() {
		return URI.create("http://localhost:%d/actuator".formatted(this.server.getAddress().getPort()));
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
