package io.chatroom;

import java.io.IOException;

import io.chatroom.log.redis.EngineStartException;
import io.chatroom.log.sqlite.StoreException;

/**
 * The exit code of a server that cannot start.
 */
final class StartExitCode {

	/**
	 * A setting is invalid, so another attempt fails, too: EX_CONFIG of sysexits.h. The
	 * unit of systemd does not try again then.
	 */
	static final int INVALID_SETTING = 78;

	private static final int FAILED = 1;

	private StartExitCode() {
	}

	/**
	 * Returns the code for a failure.
	 */
	static int of(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			// a port, a file or Redis may be there at the next attempt
			if (cause instanceof IOException || cause instanceof StoreException
					|| cause instanceof EngineStartException) {
				return FAILED;
			}
		}
		return (new SettingFailureAnalyzer(null).analyze(failure) != null) ? INVALID_SETTING : FAILED;
	}

}
