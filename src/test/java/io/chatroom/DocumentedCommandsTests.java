package io.chatroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The commands in the documents can be pasted as they stand, a block at once.
 */
class DocumentedCommandsTests {

	private static final Pattern BLOCK = Pattern.compile(
			"^```\\w*\n(?<fenced>.*?)^```$|\n\n(?<indented>(?:    [^\n]*\n)+)", Pattern.DOTALL | Pattern.MULTILINE);

	private static final Pattern COMMAND = Pattern.compile(
			"(?:\\S+=\\S* )*(?:bin/chatroom|\\./mvnw|\\.ci/run|bash|curl"
					+ "|docker|docker-compose|git|java|openssl|printf|tail|telnet)\\b.*|chat=.*|jdk\\(\\) .*",
			Pattern.DOTALL);

	/** Those that take the window until someone ends them. */
	private static final Pattern STAYS = Pattern.compile("bin/chatroom( --.*| connect.*| server.*)?"
			+ "|java -jar .*|\\./mvnw spring-boot:run.*|tail -f.*|telnet .*|openssl s_client .*|docker run (?!.*-d ).*");

	@Test
	void nothingInBlockIsNoCommand() throws IOException {
		assertThat(blocks()).hasSizeGreaterThan(10)
			.allSatisfy((commands) -> assertThat(commands).allMatch(COMMAND.asMatchPredicate()));
	}

	@Test
	void whatTakesTheWindowIsLastInBlock() throws IOException {
		assertThat(blocks()).allSatisfy(
				(commands) -> assertThat(commands.subList(0, commands.size() - 1)).noneMatch(STAYS.asMatchPredicate()));
	}

	@Test
	void noPlaceholderHasToBeReplaced() throws IOException {
		assertThat(blocks().stream().flatMap(List::stream))
			.allSatisfy((command) -> assertThat(command).doesNotContain("...", "…", " [", "target/chatroom.jar"));
	}

	/**
	 * Returns the blocks that begin with a command, each command with its continuation
	 * lines in one.
	 */
	static List<List<String>> blocks() throws IOException {
		try (Stream<Path> notes = Files.walk(Path.of("docs"))) {
			List<Path> files = Stream
				.concat(Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md").map(Path::of), notes)
				.filter((file) -> file.toString().endsWith(".md"))
				.toList();
			return files.stream()
				.map(DocumentedCommandsTests::read)
				.flatMap((text) -> BLOCK.matcher(text).results())
				.map(DocumentedCommandsTests::commands)
				.filter((commands) -> COMMAND.matcher(commands.getFirst()).matches())
				.toList();
		}
	}

	private static List<String> commands(MatchResult block) {
		String text = (block.group("fenced") != null) ? block.group("fenced")
				: block.group("indented").replaceAll("(?m)^    ", "");
		return text.replaceAll("\\\\\n *", "").lines().toList();
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
