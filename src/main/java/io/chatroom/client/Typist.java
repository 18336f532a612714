package io.chatroom.client;

import java.io.IOException;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Reads typed lines and queues them. It runs on its own daemon thread, because a read
 * from a terminal cannot be interrupted. The end of the input counts as {@code #quit}.
 */
final class Typist implements Runnable {

	private final Screen screen;

	private final OwnLines lines;

	private final Runnable atLine;

	private final Runnable atQuit;

	private volatile @Nullable Exception failure;

	/**
	 * Creates a reader.
	 * @param lines the queue
	 * @param atLine runs at each line, even an empty one
	 * @param atQuit runs when the user quits or the input ends
	 */
	Typist(Screen screen, OwnLines lines, Runnable atLine, Runnable atQuit) {
		this.screen = screen;
		this.lines = lines;
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
		if (!this.screen.interactive()) {
			this.lines.add(line);
		}
		else if (!this.lines.offer(line)) {
			this.screen.display()
				.notice(String.format(Locale.ROOT, "Not sent, because %d lines are queued: %s",
						OwnLines.MOST_OF_A_PERSON, line.shown()));
		}
	}

	private OwnLine read() throws IOException {
		String line = this.screen.typing().readLine();
		if (line == null) {
			return OwnLine.QUIT;
		}
		return this.screen.interactive() ? OwnLine.typed(line) : OwnLine.of(line);
	}

	/**
	 * Returns why the input failed, null if it did not.
	 */
	@Nullable Exception failure() {
		return this.failure;
	}

}
