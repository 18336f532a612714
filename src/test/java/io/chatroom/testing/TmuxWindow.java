package io.chatroom.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.chatroom.TestApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Runs the client in a window of {@code tmux}, which is a real terminal.
 */
public final class TmuxWindow implements AutoCloseable {

	private static final Duration POLL = Duration.ofMillis(50);

	private final String socket;

	private TmuxWindow(String socket) {
		this.socket = socket;
	}

	public static boolean isInstalled() {
		return Stream.of(System.getenv("PATH").split(":"))
			.anyMatch((directory) -> Files.isExecutable(Path.of(directory, "tmux")));
	}

	/**
	 * Opens a window of 70 columns, which stays open when the client has ended.
	 * @param state the directory for the client's history
	 * @param arguments the arguments after {@code java -jar chatroom.jar}
	 */
	public static TmuxWindow open(Path state, String... arguments) {
		return openAfter("", state, arguments);
	}

	/**
	 * Opens a window with a longer shell command.
	 * @param words the words before the client's command
	 */
	public static TmuxWindow openAfter(String words, Path state, String... arguments) {
		return open("LC_ALL=C.UTF-8", words, state, arguments);
	}

	/**
	 * Opens a window in which the client has another locale.
	 * @param locale the variables that set the locale
	 */
	public static TmuxWindow openIn(String locale, Path state, String... arguments) {
		return open(locale, "", state, arguments);
	}

	/**
	 * Opens a shell with job control.
	 * @return the window, in whose shell {@code client} runs the client
	 */
	public static TmuxWindow openShell(Path state) throws IOException {
		TmuxWindow window = new TmuxWindow(state.resolve("tmux").toString());
		Path client = Files.writeString(state.resolve("client"), """
				#!/bin/sh
				exec env XDG_STATE_HOME=%s TZ=UTC LC_ALL=C.UTF-8 %s "$@"
				""".formatted(state, client(state)));
		Files.setPosixFilePermissions(client, PosixFilePermissions.fromString("rwx------"));
		window.begin("PATH=%s:$PATH PS1='$ ' bash --noprofile --norc -i".formatted(state));
		return window;
	}

	/**
	 * Returns the command of the client. Its class path is in a file: tmux takes no
	 * command of over 16 KB.
	 */
	private static String client(Path state) {
		try {
			Path arguments = Files.writeString(state.resolve("arguments"), "-cp "
					+ System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")) + "\n");
			return "%s --enable-native-access=ALL-UNNAMED -XX:TieredStopAtLevel=1 -XX:+UseSerialGC @%s %s".formatted(
					ProcessHandle.current().info().command().orElseThrow(), arguments, TestApplication.MAIN.getName());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void begin(String command) {
		assertThat(tmux("-f", "/dev/null", "new-session", "-d", "-x", "70", "-y", "14", command)).as("tmux's failure")
			.isEmpty();
	}

	private static TmuxWindow open(String locale, String words, Path state, String... arguments) {
		TmuxWindow window = new TmuxWindow(state.resolve("tmux").toString());
		String client = client(state) + " " + String.join(" ", arguments);
		window.begin(
				"%s env -u LC_ALL -u LANG XDG_STATE_HOME=%s TZ=UTC %s %s; echo exit code $?; stty -a | grep -ow -e '-*echo'; read x"
					.formatted(words, state, locale, client));
		return window;
	}

	private String tmux(String... arguments) {
		List<String> command = new ArrayList<>(List.of("tmux", "-u", "-S", this.socket));
		command.addAll(List.of(arguments));
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			process.waitFor();
			return output;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public TmuxWindow type(String text) {
		tmux("send-keys", "-l", "--", text);
		return this;
	}

	/**
	 * Presses a key.
	 * @param key its name in tmux
	 */
	public TmuxWindow press(String key) {
		tmux("send-keys", key);
		return this;
	}

	public TmuxWindow resize(int columns, int rows) {
		tmux("resize-window", "-x", String.valueOf(columns), "-y", String.valueOf(rows));
		return this;
	}

	/**
	 * Returns the text of the screen, with all times replaced by the same one.
	 */
	public String screen() {
		return tmux("capture-pane", "-p").replaceAll("(?m)^\\d\\d:\\d\\d ", "12:04 ").stripTrailing();
	}

	/**
	 * Waits until the screen ends with exactly these rows.
	 */
	public TmuxWindow endsWith(String rows) {
		await().pollInterval(POLL).untilAsserted(() -> assertThat(screen()).endsWith("\n" + rows));
		return this;
	}

	public TmuxWindow shows(String text) {
		await().pollInterval(POLL).untilAsserted(() -> assertThat(screen()).contains(text));
		return this;
	}

	@Override
	public void close() {
		tmux("kill-server");
	}

}
