package io.chatroom.client;

import java.io.IOException;

/**
 * Stops the job that this process is part of, as the terminal would at Ctrl-Z.
 */
final class JobControl {

	private JobControl() {
	}

	/**
	 * Stops the process group, a script that started this process for one, and returns
	 * when the shell lets it go on; at once where there is no shell that could.
	 */
	static void stop() throws IOException, InterruptedException {
		// the JDK can send itself no signal, and only the shell has a kill everywhere
		new ProcessBuilder("sh", "-c", "kill -TSTP 0").start().waitFor();
	}

}
