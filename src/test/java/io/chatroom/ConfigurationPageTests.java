package io.chatroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tables of docs/configuration.md are made from the settings' metadata, which the
 * compiler makes from the code. With {@code -Dconfiguration.page=write} the first test
 * writes them.
 */
class ConfigurationPageTests {

	private static final Path PAGE = Path.of("docs", "configuration.md");

	/** A marker of the page that names a group of settings, and the table below it. */
	private static final Pattern TABLE = Pattern.compile("(<!-- generated: (\\S+) -->\n\n)(?:\\|.*\n)*\n?");

	private static final String HEAD = """
			| Setting | Environment variable | Default | Description |
			| --- | --- | --- | --- |
			""";

	/** A row of the README's table: the setting and its default. */
	private static final Pattern ROW = Pattern
		.compile("\\| `(chat\\.\\S+)` \\|(?: `CHAT_\\w+` \\|)? (?:`(\\S*)`)? ?\\|");

	private final List<Setting> settings;

	ConfigurationPageTests() throws IOException {
		this.settings = Setting.all();
	}

	@Test
	void tablesAreThoseOfTheCode() throws IOException {
		String page = Files.readString(PAGE);
		String made = TABLE.matcher(page)
			.replaceAll((table) -> Matcher.quoteReplacement(table.group(1) + table(table.group(2)) + "\n"));
		if ("write".equals(System.getProperty("configuration.page"))) {
			Files.writeString(PAGE, made);
			return;
		}
		assertThat(page).as("stale: write it with ./mvnw test -Dtest=ConfigurationPageTests -Dconfiguration.page=write")
			.isEqualTo(made);
	}

	@Test
	void everySettingIsOnThePage() throws IOException {
		String page = Files.readString(PAGE);
		assertThat(this.settings).hasSizeGreaterThan(25)
			.allSatisfy((setting) -> assertThat(page).contains("| `" + setting.name() + "` |"));
	}

	@Test
	void everySettingIsDescribed() {
		assertThat(this.settings).allSatisfy((setting) -> assertThat(setting.description()).matches("[A-Z].*\\."));
	}

	@Test
	void readmeHasTheDefaultsOfTheCode() throws IOException {
		Map<String, String> defaults = this.settings.stream().collect(Collectors.toMap(Setting::name, Setting::value));
		assertThat(ROW.matcher(Files.readString(Path.of("README.md"))).results().toList()).hasSizeGreaterThan(5)
			.allSatisfy((row) -> assertThat(Objects.requireNonNullElse(row.group(2), "")).as(row.group(1))
				.isEqualTo(defaults.get(row.group(1))));
	}

	private String table(String group) {
		return this.settings.stream()
			.filter((setting) -> setting.name().matches(Pattern.quote(group) + "\\.[^.]+"))
			.map(ConfigurationPageTests::row)
			.collect(Collectors.joining("", HEAD, ""));
	}

	private static String row(Setting setting) {
		String variable = setting.name().toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
		return "| `%s` | `%s` | %s | %s |\n".formatted(setting.name(), variable,
				setting.value().isEmpty() ? "" : "`" + setting.value() + "`", setting.description());
	}

}
