package io.chatroom;

/**
 * The main class of the jar. It is compiled for Java 8, so that an older Java reports in
 * one line which version is needed, before it loads any other class.
 */
public final class Main {

	private static final int NEEDED = 25;

	private Main() {
	}

	/**
	 * Runs the program, or exits with code 2 if this Java is too old.
	 * @param args the arguments of the program
	 */
	public static void main(String[] args) {
		String version = System.getProperty("java.specification.version");
		// Java 8 reports "1.8"
		if (Float.parseFloat(version) < NEEDED) {
			System.err.println("chatroom needs Java " + NEEDED + " or newer, and this is Java " + version + " ("
					+ System.getProperty("java.home") + "). Use bin/chatroom, which finds a newer one, or the full path"
					+ " of its java.");
			System.exit(2);
		}
		ChatroomApplication.main(args);
	}

}
