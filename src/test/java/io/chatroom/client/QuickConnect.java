package io.chatroom.client;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * The {@code connect} command with short waits, for tests in other packages.
 */
public final class QuickConnect {

	private static final int TIMES_FASTER = 50;

	/** The waits between two attempts to connect, shorter than those of the program. */
	public static final Waits WAITS = new Waits((wait, task) -> Delay.REAL.run(wait.dividedBy(TIMES_FASTER), task), 1);

	private QuickConnect() {
	}

	/**
	 * Runs a conversation to its end.
	 * @return the exit code
	 */
	public static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
		return ConnectCommand.run(args, in, out, err, WAITS);
	}

}
