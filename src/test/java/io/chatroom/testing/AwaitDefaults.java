package io.chatroom.testing;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Sets how long each test waits for an event: so long that only one that never comes is
 * missed, however slow the machine is.
 */
public final class AwaitDefaults implements BeforeAllCallback {

	@Override
	public void beforeAll(ExtensionContext context) {
		Awaitility.setDefaultTimeout(Duration.ofSeconds(150));
		Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
		Awaitility.setDefaultPollDelay(Duration.ZERO);
		// classes run side by side: a thread of one would fail whoever waits in another
		Awaitility.doNotCatchUncaughtExceptionsByDefault();
	}

}
