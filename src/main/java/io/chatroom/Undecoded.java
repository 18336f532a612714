package io.chatroom;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds settings that Java could not decode. In a locale without UTF-8, such as C, Java
 * reads each byte of a non-ASCII letter as U+FFFD. A reserved name with one would have no
 * effect.
 */
final class Undecoded {

	private static final Pattern SETTING = Pattern.compile("(?i)(CHAT|LOGGING|MANAGEMENT|SERVER|SPRING)[_.].*");

	private static final String CLIENTS = "CHAT_NAME";

	private Undecoded() {
	}

	/**
	 * Returns whether a part of a value could not be decoded.
	 */
	static boolean isIn(String value) {
		return value.indexOf('\uFFFD') >= 0;
	}

	/**
	 * Returns what is wrong with such a value, and the remedy, without a full stop.
	 */
	static String problem() {
		return "has letters that the character set of this locale, " + System.getProperty("sun.jnu.encoding")
				+ ", does not have. Set LANG=C.UTF-8";
	}

	/**
	 * Returns a message about the first of them.
	 * @param arguments the program's arguments
	 * @param variables the environment variables, of which some are settings
	 * @return empty when all were read
	 */
	static Optional<String> message(List<String> arguments, Map<String, String> variables) {
		Stream<String> settings = variables.entrySet()
			.stream()
			.filter((variable) -> SETTING.matcher(variable.getKey()).matches() && !variable.getKey().equals(CLIENTS))
			.map((variable) -> variable.getKey() + "=" + variable.getValue());
		return Stream.concat(arguments.stream(), settings)
			.filter(Undecoded::isIn)
			.findFirst()
			.map((setting) -> "Cannot start: \"" + Quoted.escape(setting) + "\" " + problem() + ".");
	}

}
