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
import io.chatroom.client.PromptLine.StopJob;
import io.chatroom.client.TerminalScreen.Look;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the screen that fits where the command runs.
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
		return on(terminal, arguments, System.getenv(), Clock.system(ZoneId.systemDefault()), JobControl::stop);
	}

	/**
	 * Returns both sides of a conversation on a terminal.
	 */
	static Screen on(Terminal terminal, ConnectArguments arguments, Map<String, String> environment, Clock clock,
			StopJob stopJob) throws IOException {
		Completions completions = new Completions();
		// what it logs would be painted across the screen
		JLINE.setLevel(Level.OFF);
		PromptLine prompt = new PromptLine(terminal, completions, stopJob);
		Look look = new Look(isColoured(arguments.colour(), environment), arguments.bell(), arguments.quietJoins());
		Display display = new TerminalScreen(prompt, completions, new DayClock(clock), look);
		HistoryFile.in(environment)
			.filter((file) -> !prompt.loadHistory(file))
			.ifPresent((file) -> display.notice(
					String.format(Locale.ROOT, "The history in %s cannot be read: there is none this time.", file)));
		return new Screen(display, new Keyboard(prompt), true);
	}

	private static boolean isTerminal() {
		// null in a pipe, or one that is none: that depends on the Java
		return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
	}

	/**
	 * Opens the terminal.
	 * @return null when it cannot move its cursor, or does so in a way of its own
	 */
	private static @Nullable Terminal terminal() throws IOException {
		String type = System.getenv("TERM");
		if (type != null) {
			TerminalType.lookUp(type);
		}
		// it is not asked what it can do: some never answer
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
