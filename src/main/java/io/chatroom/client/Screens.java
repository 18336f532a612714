package io.chatroom.client;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

import io.chatroom.client.ConnectArguments.Colour;
import io.chatroom.client.TerminalScreen.Look;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the output and the input: a terminal, plain text or JSON.
 */
final class Screens {

	private static final Logger JLINE = Logger.getLogger("org.jline");

	private Screens() {
	}

	static Screen of(ConnectArguments arguments, InputStream in, PrintStream out, PrintStream err) throws IOException {
		boolean standard = in.equals(System.in);
		Display display = arguments.json() ? new JsonDisplay(out, err) : new PlainDisplay(out, err);
		Typing typing = new StreamTyping((standard && StandardInput.isClosed()) ? InputStream.nullInputStream() : in,
				display::notice);
		boolean interactive = !arguments.json() && standard && isTerminal();
		Terminal terminal = interactive ? terminal() : null;
		if (terminal == null) {
			return new Screen(display, typing, interactive);
		}
		return on(terminal, arguments, System.getenv(), Clock.system(ZoneId.systemDefault()), JobControl.ofShell());
	}

	/**
	 * Returns the output and the input of a conversation on a terminal.
	 */
	static Screen on(Terminal terminal, ConnectArguments arguments, Map<String, String> environment, Clock clock,
			JobControl job) throws IOException {
		Completions completions = new Completions();
		// JLine's log would be printed over the screen
		JLINE.setLevel(Level.OFF);
		PromptLine prompt = new PromptLine(terminal, completions, job);
		Look look = new Look(isColoured(arguments.colour(), environment), arguments.bell(), arguments.quietJoins());
		Display display = new TerminalScreen(prompt, completions, new DayClock(clock), look);
		HistoryFile.in(environment)
			.filter((file) -> !HistoryFile.load(file, prompt))
			.ifPresent((file) -> display
				.notice(String.format(Locale.ROOT, "The history in %s cannot be read; this run has none.", file)));
		return new Screen(display, new Keyboard(prompt), true);
	}

	private static boolean isTerminal() {
		// depending on the Java version, a pipe has no console or one that is no terminal
		return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
	}

	/**
	 * Opens the terminal.
	 * @return null if its cursor cannot be moved by ECMA-48 sequences
	 */
	private static @Nullable Terminal terminal() throws IOException {
		String type = System.getenv("TERM");
		if (type != null) {
			TerminalType.lookUp(type);
		}
		// the terminal's features are not queried, because some terminals never answer
		Terminal terminal = TerminalBuilder.builder()
			.system(true)
			.jni(false)
			.graphemeCluster(false)
			.stdinEncoding(TerminalEncoding.ofInput())
			.stdoutEncoding(TerminalEncoding.ofOutput())
			.encoding(TerminalEncoding.ofOutput())
			.build();
		if (terminal.getType().startsWith(Terminal.TYPE_DUMB) || !TerminalType.isAnsi(terminal)) {
			terminal.close();
			return null;
		}
		return terminal;
	}

	private static boolean isColoured(Colour colour, Map<String, String> environment) {
		return switch (colour) {
			case ALWAYS -> true;
			case NEVER -> false;
			case AUTO -> environment.getOrDefault("NO_COLOR", "").isEmpty();
		};
	}

}
