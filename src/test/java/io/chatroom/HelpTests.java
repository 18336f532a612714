package io.chatroom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.chatroom.client.ConnectCommand;
import io.chatroom.client.HealthcheckCommand;
import io.chatroom.client.load.LoadCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The help texts of all commands.
 */
class HelpTests {

	private static final Pattern HEADING = Pattern
		.compile("^(Usage|Commands|Options|Exit codes|Environment|Examples)\\b[^:\n]*:", Pattern.MULTILINE);

	/** An option in the source of a parser. */
	private static final Pattern OPTION = Pattern.compile("\"(--?[A-Za-z][a-z-]*)\"");

	@ParameterizedTest
	@ValueSource(strings = { "connect", "load", "healthcheck" })
	void hasTheUsualSections(String command) {
		assertThat(headings(help(command, "--help"))).containsExactly("Usage", "Options", "Exit codes", "Environment",
				"Examples");
	}

	@Test
	void hasTheCommandsToo() {
		assertThat(headings(help("server", "--help"))).containsExactly("Usage", "Commands", "Options", "Exit codes",
				"Environment", "Examples");
		assertThat(help("server", "--help")).contains("\n  server ", "\n  connect ", "\n  load ", "\n  healthcheck ",
				"\n  help ", "\n  version ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "server", "connect", "load", "healthcheck" })
	void fits80Columns(String command) {
		assertThat(help(command, "--help").lines()).allSatisfy((line) -> assertThat(line).hasSizeLessThanOrEqualTo(80));
	}

	@ParameterizedTest
	@CsvSource({ "server, ServerArguments", "connect, client/ConnectCommand", "connect, client/ConnectArguments",
			"connect, client/ConnectWords", "load, client/load/LoadCommand", "load, client/load/LoadArguments",
			"healthcheck, client/HealthcheckCommand" })
	void namesEachOptionThatTheParserTakes(String command, String parser) throws IOException {
		String source = Files.readString(Path.of("src/main/java/io/chatroom", parser + ".java"));
		Set<String> options = new TreeSet<>();
		OPTION.matcher(source).results().forEach((option) -> options.add(option.group(1)));
		String help = help(command, "--help");
		assertThat(options).isNotEmpty()
			.allSatisfy((option) -> assertThat(help).containsPattern("(?<![\\w-])" + option + "(?![\\w-])"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "server", "connect", "load", "healthcheck" })
	void hasAShortOption(String command) {
		assertThat(help(command, "-h")).isEqualTo(help(command, "--help"));
	}

	@Test
	void hasACommandOfItsOwn() {
		assertThat(help("server", "help")).isEqualTo(help("server", "--help"));
	}

	private static List<String> headings(String help) {
		return HEADING.matcher(help).results().map((heading) -> heading.group(1)).toList();
	}

	/**
	 * Returns what a command prints for an option.
	 */
	static String help(String command, String option) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		ByteArrayOutputStream errors = new ByteArrayOutputStream();
		PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
		PrintStream err = new PrintStream(errors, true, StandardCharsets.UTF_8);
		String[] arguments = { option };
		int exitCode = switch (command) {
			case "connect" -> ConnectCommand.run(arguments, InputStream.nullInputStream(), out, err);
			case "load" -> LoadCommand.run(arguments, out, err);
			case "healthcheck" -> HealthcheckCommand.run(arguments, Map.of(), Set.of(Path.of("nowhere")), out, err);
			default -> ServerArguments.answer(List.of(arguments), out, err).orElseThrow();
		};
		assertThat(exitCode).isZero();
		assertThat(errors.size()).isZero();
		return bytes.toString(StandardCharsets.UTF_8);
	}

}
