package io.chatroom;

import org.jspecify.annotations.Nullable;

/**
 * A setting with which the service cannot start.
 */
final class SettingException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception, whose message is one sentence for the operator.
	 * @param property the property's name
	 * @param value its value
	 * @param problem what is wrong with it, to go on a sentence that began with both
	 * @param cause what showed it, if anything did
	 */
	SettingException(String property, Object value, String problem, @Nullable Throwable cause) {
		super(property + "=" + Quoted.ifNeeded(value.toString()) + " " + problem + ".", cause);
	}

}
