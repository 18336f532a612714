package io.chatroom;

/**
 * Where {@code java -jar chatroom.jar} begins. It is compiled for Java 8, so that an older
 * Java than the program needs says so in one line, before it loads anything else.
 */
public final class Main {

	private static final int NEEDED = 25;

	private Main() {
	}

	/**
	 * Runs the program, or ends with exit code 2 when this Java is too old for it.
	 * @param args its arguments
	 */
	public static void main(String[] args) {
		String version = System.getProperty("java.specification.version");
		// "1.8" is how Java 8 writes it
		if (Float.parseFloat(version) < NEEDED) {
			System.err.println("chatroom needs Java " + NEEDED + " or newer, and this is Java " + version + " ("
					+ System.getProperty("java.home") + "). Use bin/chatroom, which finds a newer one, or the full path"
					+ " of its java.");
			System.exit(2);
		}
		ChatroomApplication.main(args);
	}

}
