package io.chatroom;

import org.jspecify.annotations.Nullable;

/**
 * An invalid setting, with which the service does not start.
 */
final class SettingException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception. Its message is for the operator.
	 * @param property the property's name
	 * @param value its value
	 * @param problem what is wrong, as the end of the message; the property and its value
	 * are its beginning
	 * @param cause the cause, or null
	 */
	SettingException(String property, Object value, String problem, @Nullable Throwable cause) {
		super(property + "=" + Quoted.ifNeeded(value.toString()) + " " + problem + ".", cause);
	}

}
