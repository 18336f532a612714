package io.chatroom;

import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the reason for an unreadable file, where a library's message only names the file.
 */
final class FileProblem {

	private static final Pattern REASON = Pattern.compile("\\(([^()]+)\\)$");

	private FileProblem() {
	}

	/**
	 * Returns the reason that is among a failure's causes.
	 * @return the end of a message; empty when no cause is about a file
	 */
	static String of(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			switch (cause) {
				case FileNotFoundException ex -> {
					// the system's reason is in parentheses; Spring leaves it out
					Matcher reason = REASON.matcher(String.valueOf(ex.getMessage()));
					return ": " + (reason.find() ? reason.group(1) : "no such file");
				}
				case NoSuchFileException ex -> {
					return ": no such file";
				}
				case AccessDeniedException ex -> {
					return ": permission denied";
				}
				case InvalidPathException ex -> {
					return ": the locale's character set, " + System.getProperty("sun.jnu.encoding")
							+ ", does not have all of its letters; set LANG=C.UTF-8";
				}
				default -> {
					// it may be further in
				}
			}
		}
		return "";
	}

}
