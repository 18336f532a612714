package io.chatroom;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

import io.chatroom.client.HealthcheckCommand;
import io.chatroom.testing.ChatServer;
import io.chatroom.testing.TestAuthority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The {@code healthcheck} command finds the service, whatever the actuator's settings
 * are.
 */
class HealthUrlIT {

	@TempDir
	private Path directory;

	private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

	@Test
	void findsServiceBelowPathsOfItsOwn() {
		finds("/chat/manage/health/readiness", "server.servlet.context-path=/chat",
				"management.endpoints.web.base-path=/manage");
	}

	@Test
	void findsManagementServerWithPathsAndTlsOfItsOwn() {
		TestAuthority authority = TestAuthority.shared();
		finds("https://127.0.0.1:", "management.server.port=0", "management.server.address=127.0.0.1",
				"management.server.base-path=/ops", "management.endpoints.web.base-path=/",
				"management.endpoints.web.path-mapping.health=well", "management.server.ssl.bundle=web",
				"spring.ssl.bundle.pem.web.keystore.certificate=" + authority.certificate("localhost"),
				"spring.ssl.bundle.pem.web.keystore.private-key=" + authority.key("localhost"));
	}

	@Test
	void findsServiceWithTlsOfItsOwn() {
		TestAuthority authority = TestAuthority.shared();
		finds("https://127.0.0.1:", "server.ssl.bundle=web",
				"spring.ssl.bundle.pem.web.keystore.certificate=" + authority.certificate("localhost"),
				"spring.ssl.bundle.pem.web.keystore.private-key=" + authority.key("localhost"));
	}

	@Test
	void findsServiceWhoseSettingsAreJson() {
		finds("/json/actuator/health/readiness",
				"spring.application.json={\"server\":{\"servlet\":{\"context-path\":\"/json\"}}}");
	}

	private void finds(String partOfUrl, String... settings) {
		String[] all = Arrays.copyOf(settings, settings.length + 1);
		all[settings.length] = "java.io.tmpdir=" + this.directory;
		try (ChatServer _ = ChatServer.startWithHttp(all)) {
			assertThat(this.directory).isDirectoryContaining("glob:**/chatroom-health-*.url");
			assertThat(this.directory.toFile().listFiles((file) -> file.getName().endsWith(".url"))).singleElement()
				.satisfies((file) -> assertThat(file).content().contains(partOfUrl));
			// on a busy machine the first check may time out
			await().untilAsserted(
					() -> assertThat(healthcheck()).as(this.printed.toString(StandardCharsets.UTF_8)).isZero());
		}
		assertThat(this.directory).isDirectoryNotContaining("glob:**/chatroom-health-*.url");
		assertThat(healthcheck()).isOne();
	}

	private int healthcheck() {
		PrintStream out = new PrintStream(this.printed, true, StandardCharsets.UTF_8);
		return HealthcheckCommand.run(new String[0], Map.of(), Set.of(this.directory), out, out);
	}

}
