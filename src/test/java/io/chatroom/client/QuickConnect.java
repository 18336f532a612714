package io.chatroom.client;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * The {@code connect} command with short waits, for tests in other packages.
 */
public final class QuickConnect {

	private static final int TIMES_FASTER = 50;

	private QuickConnect() {
	}

	/**
	 * Runs a conversation to its end.
	 * @return the exit code
	 */
	public static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
		Delay delay = (wait, task) -> Delay.REAL.run(wait.dividedBy(TIMES_FASTER), task);
		return ConnectCommand.run(args, in, out, err, new Waits(delay, 1));
	}

}
