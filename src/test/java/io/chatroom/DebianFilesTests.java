package io.chatroom;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.InputStreamResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The files of the Debian package that are made from the code: the settings from their
 * metadata, the manual page from the help texts. With {@code -Ddebian.files=write} these
 * tests write them.
 */
class DebianFilesTests {

	private static final Path FILES = Path.of("deploy", "debian");

	private static final int COLUMNS = 100;

	private static final String HEAD = """
			# Settings of the chat service, all with their defaults. To change one, remove the # before it, and run
			#     systemctl restart chatroom
			# If the service does not start then, this command shows why:
			#     journalctl -u chatroom -n 20
			# Durations need a unit: 500ms, 30s, 5m. Sizes have KB or MB. Lists have commas between their elements.
			# By default the ports are open to this machine only. For all machines, set chat.tcp.bind-address and
			# chat.web.address to 0.0.0.0.
			""";

	private static final String TAIL = """

			# ---- Spring Boot ----

			# Address and port of health and metrics, over HTTP.
			#server.address: localhost
			#server.port: 8080

			# A certificate, for chat.tls.bundle: web and chat.web.bundle: web. The service must be able to read the
			# files; "systemctl reload chatroom" reads them again.
			#spring.ssl.bundle.pem.web.keystore.certificate: /etc/chatroom/tls/fullchain.pem
			#spring.ssl.bundle.pem.web.keystore.private-key: /etc/chatroom/tls/privkey.pem

			# The engine that several nodes share, for chat.cluster.enabled: true.
			#spring.data.redis.url: redis://localhost:6379
			""";

	@Test
	void settingsAreThoseOfTheCode() throws IOException {
		StringBuilder made = new StringBuilder(HEAD);
		String group = "";
		for (Setting setting : Setting.all()) {
			String name = setting.name();
			String parent = name.substring(0, name.lastIndexOf('.'));
			if (!parent.equals(group)) {
				made.append("\n# ---- ").append(parent).append(" ----\n");
				group = parent;
			}
			made.append('\n').append(comment(setting.description()));
			made.append('#').append(name).append(": ").append(setting.value().isEmpty() ? "''" : setting.value());
			made.append('\n');
		}
		check("application.yml", made + TAIL);
	}

	@Test
	void settingsHaveTheirDefaults() throws IOException {
		String file = Files.readString(FILES.resolve("application.yml")).replaceAll("(?m)^#(?=[a-z]+\\.)", "");
		var source = new YamlPropertySourceLoader()
			.load("file", new InputStreamResource(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8))))
			.getFirst();
		ChatProperties bound = new Binder(List.of(ConfigurationPropertySources.from(source).iterator().next()), null,
				ApplicationConversionService.getSharedInstance())
			.bindOrCreate("chat", Bindable.of(ChatProperties.class));
		ChatProperties defaults = new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("chat",
				Bindable.of(ChatProperties.class));
		assertThat(source.getProperty("chat.tcp.port")).isEqualTo(5000);
		assertThat(bound.toString()).isEqualTo(defaults.toString().replace("bundle=null", "bundle="));
	}

	@Test
	void manualIsThatOfTheHelp() throws IOException {
		ManPage page = new ManPage().add("CHATROOM", HelpTests.help("server", "--help"));
		for (String command : List.of("connect", "load", "healthcheck")) {
			page.add("CHATROOM " + command.toUpperCase(Locale.ROOT), HelpTests.help(command, "--help"));
		}
		check("chatroom.1", page.toString());
	}

	@Test
	void unitDoesNotTryAnInvalidSettingAgain() throws IOException {
		assertThat(FILES.resolve("chatroom.service")).content()
			.contains("\nRestartPreventExitStatus=2 " + StartExitCode.INVALID_SETTING + "\n");
	}

	private static String comment(String text) {
		List<String> lines = new ArrayList<>();
		StringBuilder line = new StringBuilder("#");
		for (String word : text.split(" ", -1)) {
			if (line.length() + 1 + word.length() > COLUMNS) {
				lines.add(line.toString());
				line = new StringBuilder("#");
			}
			line.append(' ').append(word);
		}
		lines.add(line.toString());
		return String.join("\n", lines) + "\n";
	}

	private static void check(String name, String made) throws IOException {
		Path file = FILES.resolve(name);
		if ("write".equals(System.getProperty("debian.files"))) {
			Files.writeString(file, made);
			return;
		}
		assertThat(file).as("stale: write it with ./mvnw test -Dtest=DebianFilesTests -Ddebian.files=write")
			.hasContent(made);
	}

}
