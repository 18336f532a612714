package io.chatroom.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import io.chatroom.chat.Tokens.Made;
import io.chatroom.testing.ChatServer;
import io.chatroom.testing.HaproxyProcess;
import io.chatroom.testing.Tab;
import io.chatroom.testing.TestAuthority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The real HAProxy of the documentation in front of the web server, which speaks TLS.
 */
class HaproxyWebIT {

	@Test
	void servesBrowsersAndProgramsThroughTls(@TempDir Path directory) throws Exception {
		assumeTrue(HaproxyProcess.program().isPresent(), "haproxy is not installed");
		Path certificate = certificate(directory);
		try (ChatServer server = ChatServer.startWithWeb("chat.proxy.trusted=127.0.0.1");
				HaproxyProcess haproxy = HaproxyProcess.startWeb(directory, server.webPort(), certificate, "%[src]");
				HttpClient browser = HttpClient.newBuilder()
					.sslContext(TestAuthority.shared().context(null))
					.localAddress(InetAddress.ofLiteral("127.0.0.7"))
					.build()) {
			String host = "127.0.0.1:" + haproxy.port();
			HttpRequest.Builder page = HttpRequest.newBuilder(URI.create("https://" + host + "/"));
			assertThat(browser.send(page.build(), BodyHandlers.ofString()).body()).startsWith("<!doctype html>");
			try (Tab tab = Tab.open(browser, URI.create("wss://" + host + "/ws"), "Origin", "https://" + host,
					"X-Forwarded-For", "203.0.113.7", "Forwarded", "for=203.0.113.8")) {
				tab.join("far");
				assertThat(server.room().rooms().list().members()).singleElement()
					.satisfies((member) -> assertThat(member.address()).isEqualTo("127.0.0.7"));
				tab.say("#register correct-horse");
				assertThat(tab.expect("notice").get("text").asString()).startsWith("far is yours now.");
				String token = ((Made.Secret) server.room().tokens().make("far", "ci", null)).secret();
				HttpRequest.Builder events = HttpRequest
					.newBuilder(URI.create("https://" + host + "/rooms/lobby/events"))
					.header("Authorization", "Bearer " + token);
				try (InputStream stream = browser.send(events.build(), BodyHandlers.ofInputStream()).body()) {
					BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
					assertThat(lines.readLine()).startsWith("id: ");
					tab.say("hello");
					assertThat(lines.lines().filter((line) -> line.startsWith("data: ")).findFirst().orElseThrow())
						.contains("\"from\":\"far\",\"text\":\"hello\"");
				}
			}
		}
	}

	@Test
	void saysThatABrowserUsesTls(@TempDir Path directory) throws Exception {
		assumeTrue(HaproxyProcess.program().isPresent(), "haproxy is not installed");
		try (ChatServer server = ChatServer.startWithWeb("chat.proxy.trusted=127.0.0.1");
				HaproxyProcess haproxy = HaproxyProcess.startWeb(directory, server.webPort(), certificate(directory),
						"203.0.113.7");
				HttpClient browser = HttpClient.newBuilder().sslContext(TestAuthority.shared().context(null)).build();
				Tab tab = Tab.open(browser, URI.create("wss://127.0.0.1:" + haproxy.port() + "/ws"))) {
			tab.join("far").say("#register correct-horse");
			assertThat(tab.expect("notice").get("text").asString()).startsWith("far is yours now.");
		}
	}

	private static Path certificate(Path directory) throws IOException {
		TestAuthority authority = TestAuthority.shared();
		return Files.writeString(directory.resolve("chat.pem"),
				Files.readString(authority.certificate("localhost")) + Files.readString(authority.key("localhost")));
	}

}
