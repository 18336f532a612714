package io.chatroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every relative link in the documents leads to a file and a heading, and lines and pages
 * have their limits.
 */
class DocumentsTests {

	private static final int COLUMNS = 100;

	private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```.*?^ *```$");

	private static final Pattern CODE = Pattern.compile("^ *```.*?^ *```$|`[^`\n]*`",
			Pattern.DOTALL | Pattern.MULTILINE);

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

	private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

	/** What need not fit: a table, code, or one word that cannot be broken. */
	private static final Pattern UNBROKEN = Pattern
		.compile("\\|.*|    .*| *(- )?\\S+| *`[^`]*`\\.?|.*\\]\\([^)]*\\)\\S*");

	@Test
	void everyLinkLeadsSomewhere() throws IOException {
		List<String> broken = new ArrayList<>();
		for (Path page : pages()) {
			LINK.matcher(CODE.matcher(read(page)).replaceAll(""))
				.results()
				.map((link) -> link.group(1))
				.forEach((to) -> {
					if (!to.contains("://") && !to.startsWith("mailto:") && !leadsSomewhere(page, to)) {
						broken.add(page + ": " + to);
					}
				});
		}
		assertThat(broken).isEmpty();
	}

	private static boolean leadsSomewhere(Path page, String to) {
		int hash = to.indexOf('#');
		String file = (hash < 0) ? to : to.substring(0, hash);
		Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
		return Files.exists(target) && (hash < 0 || anchors(target).contains(to.substring(hash + 1)));
	}

	/**
	 * Returns the anchors that GitHub gives to the headings of a page.
	 */
	private static List<String> anchors(Path page) {
		Map<String, Integer> seen = new HashMap<>();
		return HEADING.matcher(BLOCK.matcher(read(page)).replaceAll(""))
			.results()
			.map((heading) -> heading.group(1)
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\p{L}\\p{N} _-]", "")
				.replace(' ', '-'))
			.map((anchor) -> {
				int before = seen.merge(anchor, 1, Integer::sum) - 1;
				return (before == 0) ? anchor : anchor + "-" + before;
			})
			.toList();
	}

	@Test
	void linesAreWrapped() throws IOException {
		List<String> wide = new ArrayList<>();
		for (Path page : pages()) {
			BLOCK.matcher(read(page))
				.replaceAll("")
				.lines()
				.filter((line) -> line.length() > COLUMNS && !UNBROKEN.matcher(line).matches())
				.forEach((line) -> wide.add(page + ": " + line));
		}
		assertThat(wide).isEmpty();
	}

	@Test
	void pagesAreShort() throws IOException {
		assertThat(read(Path.of("README.md")).lines().count()).isLessThanOrEqualTo(120);
		try (Stream<Path> decisions = Files.list(Path.of("docs", "decisions"))) {
			assertThat(decisions).allSatisfy((page) -> assertThat(read(page).lines().count()).isLessThanOrEqualTo(60));
		}
	}

	private static List<Path> pages() throws IOException {
		try (Stream<Path> top = Files.list(Path.of("")); Stream<Path> docs = Files.walk(Path.of("docs"))) {
			return Stream.concat(top, docs).filter((file) -> file.toString().endsWith(".md")).toList();
		}
	}

	private static String read(Path page) {
		try {
			return Files.readString(page);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
