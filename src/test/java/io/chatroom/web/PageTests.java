package io.chatroom.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.chatroom.testing.ChatServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The files of the page.
 */
class PageTests {

	/** Maximum bytes of the files: what they have today, and little more. */
	private static final int MOST_BYTES = 80_500;

	/** Maximum bytes that a browser loads, compressed. */
	private static final int MOST_BYTES_SENT = 30_500;

	private static final Path PAGE = Path.of("src", "main", "resources", "web");

	/** What makes HTML or a program out of text. */
	private static final Pattern PARSES_TEXT = Pattern
		.compile("innerHTML|outerHTML|insertAdjacentHTML|setHTML|parseHTML"
				+ "|DOMParser|createContextualFragment|srcdoc|document\\.write|\\beval\\b|new Function|import\\("
				+ "|setTimeout\\([\"'`]|setInterval\\([\"'`]");

	@Test
	void isSmall() throws Exception {
		assertThat(files().stream().mapToLong((file) -> file.toFile().length()).sum()).isLessThan(MOST_BYTES);
		try (ChatServer server = ChatServer.startWithWeb(); HttpClient client = HttpClient.newHttpClient()) {
			int bytes = 0;
			for (Path file : files()) {
				HttpResponse<byte[]> answer = client.send(HttpRequest
					.newBuilder(URI.create("http://localhost:" + server.webPort() + "/" + file.getFileName()))
					.header("Accept-Encoding", "gzip")
					.build(), HttpResponse.BodyHandlers.ofByteArray());
				assertThat(answer.statusCode()).isEqualTo(200);
				bytes += answer.body().length;
			}
			assertThat(bytes).isLessThan(MOST_BYTES_SENT);
		}
	}

	@Test
	void makesNoHtmlOutOfText() {
		assertThat(found(PARSES_TEXT)).isEmpty();
	}

	@Test
	void asksNoOtherHost() {
		assertThat(found(Pattern.compile("(?:https?:)?//[a-z0-9-]+(?:\\.[a-z0-9-]+)+|@import|url\\((?!#)")))
			.containsOnly("icon.svg: http://www.w3.org");
	}

	@Test
	void hasNeitherScriptsNorStylesInTheHtml() {
		assertThat(found(Pattern.compile("<script(?![^>]* src=)|<style| style=|\\bon[a-z]+=\""))).isEmpty();
	}

	/**
	 * Returns what the files have of a pattern, each with the name of its file.
	 */
	private static List<String> found(Pattern pattern) {
		return files().stream()
			.flatMap((file) -> pattern.matcher(read(file))
				.results()
				.map((found) -> file.getFileName() + ": " + found.group()))
			.toList();
	}

	private static List<Path> files() {
		try (Stream<Path> files = Files.list(PAGE)) {
			// which is for programs
			return files.filter((file) -> !file.endsWith("openapi.json")).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
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
