package io.chatroom;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.ServiceProcess;
import io.chatroom.testing.Tab;
import io.chatroom.testing.TestAuthority;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The web server beside the actuator, and as a part of the process.
 */
class WebIT {

	@Test
	void isApartFromTheActuator() throws Exception {
		try (ChatServer server = ChatServer.startWithHttp("chat.web.port=0");
				HttpClient http = HttpClient.newHttpClient()) {
			assertThat(status(http, "http", server.httpPort(), "/actuator/health/readiness")).isEqualTo(200);
			assertThat(status(http, "http", server.webPort(), "/")).isEqualTo(200);
			assertThat(status(http, "http", server.webPort(), "/actuator/health/readiness")).isEqualTo(404);
			assertThat(status(http, "http", server.httpPort(), "/ws")).isEqualTo(404);
			assertThat(status(http, "http", server.httpPort(), "/index.html")).isEqualTo(404);
			assertThat(status(http, "http", server.httpPort(), "/rooms/lobby/events")).isEqualTo(404);
		}
	}

	@Test
	void servesThroughTls() throws Exception {
		TestAuthority authority = TestAuthority.shared();
		try (ChatServer server = ChatServer.startWithWeb("chat.web.bundle=web",
				"spring.ssl.bundle.pem.web.keystore.certificate=" + authority.certificate("localhost"),
				"spring.ssl.bundle.pem.web.keystore.private-key=" + authority.key("localhost"));
				HttpClient http = HttpClient.newBuilder().sslContext(authority.context(null)).build()) {
			assertThat(status(http, "https", server.webPort(), "/")).isEqualTo(200);
		}
	}

	@Test
	void saysGoodbyeToTabs() throws Exception {
		ChatServer server = ChatServer.startWithWeb();
		try (Tab tab = Tab.join(server.webPort(), "tab")) {
			server.stop();
			assertThat(tab.expect("bye").get("code").asString()).isEqualTo("going-down");
			assertThat(tab.awaitClosed()).isEqualTo(1000);
		}
	}

	@Test
	void namesThePortInUse() throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"));
				ServiceProcess service = ServiceProcess.start("--chat.tcp.port=0", "--server.port=0",
						"--chat.web.port=" + taken.getLocalPort())) {
			assertThat(service.exitCode()).isOne();
			assertThat(service.output())
				.contains("Cannot start: chat.web.port=" + taken.getLocalPort() + " is already in use.")
				.doesNotContain("\tat ");
		}
	}

	@Test
	void loadsNothingWhenItIsOff() throws Exception {
		try (ServiceProcess service = ServiceProcess.startWith("-Xlog:class+load:stdout", "--chat.tcp.port=0",
				"--server.port=0", "--chat.web.port=-1");
				TestClient alice = ChatServer.join(TestClient.connect(service.port()), "alice")) {
			alice.say("hello").expect("alice: hello");
			assertThat(service.output()).contains("io.chatroom.chat.Room ")
				.doesNotContain("io.chatroom.web.", "org.springframework.web.socket.");
		}
	}

	private static int status(HttpClient http, String scheme, int port, String path) throws Exception {
		return http
			.send(HttpRequest.newBuilder(URI.create(scheme + "://localhost:" + port + path)).build(),
					BodyHandlers.discarding())
			.statusCode();
	}

}
