package io.chatroom.client;

import java.io.IOException;

/**
 * Suspends the job of this process, as a terminal does on Ctrl-Z.
 */
@FunctionalInterface
interface JobControl {

	/**
	 * Suspends the process group, which may include a script that started this process.
	 * Returns when the shell resumes the job, or immediately if no shell controls it.
	 */
	void stop() throws IOException, InterruptedException;

	/**
	 * Returns the control that the shell offers.
	 */
	static JobControl ofShell() {
		// the JDK cannot send a signal, and only the shell has "kill" on every system
		return () -> new ProcessBuilder("sh", "-c", "kill -TSTP 0").start().waitFor();
	}

}
