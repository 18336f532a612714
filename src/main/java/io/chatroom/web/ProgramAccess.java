package io.chatroom.web;

import org.jspecify.annotations.Nullable;

/**
 * A port: who may use HTTP as a program. Any thread.
 */
@FunctionalInterface
public interface ProgramAccess {

	/**
	 * Returns the name of the account for which the bearer of a token acts.
	 * @return null when the token is none, or is revoked
	 * @throws java.io.UncheckedIOException when that cannot be found out now
	 */
	@Nullable String account(String token);

}
