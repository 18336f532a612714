package io.chatroom;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

import io.chatroom.testing.ChatServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The defaults hold however the operator's own configuration is found.
 */
class DefaultSettingsIT {

	private final HttpClient http = HttpClient.newHttpClient();

	@Test
	void holdWithAnotherNameOfTheConfiguration() throws Exception {
		try (ChatServer server = ChatServer.startWithHttp("spring.config.name=chat")) {
			isAsDocumented(server);
		}
	}

	@Test
	void holdWithAnotherPlaceOfTheConfiguration(@TempDir Path folder) throws Exception {
		Path file = folder.resolve("settings.properties");
		Files.writeString(file, "server.tomcat.max-connections=64\n");
		try (ChatServer server = ChatServer.startWithHttp("spring.config.location=file:" + file)) {
			isAsDocumented(server);
			assertThat(server.setting("server.tomcat.max-connections")).isEqualTo("64");
		}
	}

	private void isAsDocumented(ChatServer server) throws Exception {
		assertThat(server.setting("server.address")).isEqualTo("localhost");
		assertThat(server.setting("spring.main.banner-mode")).isEqualTo("off");
		assertThat(get(server, "prometheus")).contains("chat_members");
		assertThat(get(server, "health/readiness")).contains("\"chat\"");
	}

	private String get(ChatServer server, String endpoint) throws Exception {
		URI uri = URI.create("http://localhost:" + server.httpPort() + "/actuator/" + endpoint);
		return this.http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
	}

}
