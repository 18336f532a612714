package io.chatroom.client;

import java.io.IOException;
import java.util.Locale;
import java.util.function.BooleanSupplier;

import io.chatroom.protocol.CommandSyntax;
import io.chatroom.protocol.SafeText;
import org.jspecify.annotations.Nullable;

/**
 * Reads typed lines and queues them. It runs on its own daemon thread, because a read
 * from a terminal cannot be interrupted. The end of the input counts as {@code #quit}.
 */
final class Typist implements Runnable {

	private static final OwnLine BLANK = OwnLine.of("");

	private final Screen screen;

	private final OwnLines lines;

	private final PasswordInput passwords;

	private final BooleanSupplier isPrivate;

	private final Runnable atLine;

	private final Runnable atQuit;

	private volatile @Nullable Exception failure;

	/**
	 * Creates a reader.
	 * @param lines the queue
	 * @param passwords takes the lines that answer a question for a password
	 * @param isPrivate whether a password may be sent
	 * @param atLine runs at each line, even an empty one
	 * @param atQuit runs when the user quits or the input ends
	 */
	Typist(Screen screen, OwnLines lines, PasswordInput passwords, BooleanSupplier isPrivate, Runnable atLine,
			Runnable atQuit) {
		this.screen = screen;
		this.lines = lines;
		this.passwords = passwords;
		this.isPrivate = isPrivate;
		this.atLine = atLine;
		this.atQuit = atQuit;
	}

	@Override
	public void run() {
		try {
			type();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (IOException | RuntimeException ex) {
			// kept for the reader thread, which reports it
			this.failure = ex;
		}
		this.atQuit.run();
		this.lines.quit();
	}

	private void type() throws IOException, InterruptedException {
		for (OwnLine line = read(); !line.isQuit(); line = read()) {
			this.atLine.run();
			if (line.isOfTheClient()) {
				this.screen.display().notice("The client does this itself: " + line.text());
			}
			else if (!line.isBlank()) {
				add(line);
			}
		}
	}

	private void add(OwnLine line) throws InterruptedException {
		if (line.isSecret() && !this.isPrivate.getAsBoolean()) {
			this.screen.display().notice("Not sent: " + SignIn.NOT_PRIVATE);
			this.lines.leaveOut();
		}
		else if (!this.screen.interactive()) {
			this.lines.add(line);
		}
		else if (!this.lines.offer(line)) {
			this.screen.display()
				.notice(String.format(Locale.ROOT, "Not sent, because %d lines are queued: %s",
						OwnLines.MOST_OF_A_PERSON, line.shown()));
		}
	}

	/**
	 * Reads a line that does not answer a question for a password.
	 */
	private OwnLine read() throws IOException {
		while (true) {
			String text = this.screen.typing().readLine();
			if (text == null) {
				return OwnLine.QUIT;
			}
			OwnLine line = this.screen.interactive() ? OwnLine.typed(text) : OwnLine.of(text);
			if (line.isQuit() || line.isOfTheClient()) {
				return line;
			}
			if (this.passwords.take(SafeText.of(text))) {
				continue;
			}
			if (!this.screen.typing().wasHidden()) {
				return line.lacksPassword() ? withPassword(line) : line;
			}
			this.screen.display().notice("Not sent: the password was not asked for.");
		}
	}

	/**
	 * Asks twice for the password of {@code #register}.
	 */
	private OwnLine withPassword(OwnLine register) throws IOException {
		if (!this.screen.display().hide("new password> ")) {
			return register;
		}
		try {
			String password = this.screen.typing().readLine();
			if (password == null || password.isBlank()) {
				return (password == null) ? OwnLine.QUIT : BLANK;
			}
			this.screen.display().hide("once more> ");
			String again = this.screen.typing().readLine();
			if (password.equals(again)) {
				return OwnLine.of(CommandSyntax.REGISTER.word() + " " + password);
			}
			this.screen.display().notice("Not sent: you typed two passwords.");
			return (again == null) ? OwnLine.QUIT : BLANK;
		}
		finally {
			this.screen.display().hide(null);
		}
	}

	/**
	 * Returns why the input failed, null if it did not.
	 */
	@Nullable Exception failure() {
		return this.failure;
	}

}
