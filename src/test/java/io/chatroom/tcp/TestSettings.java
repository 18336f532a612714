package io.chatroom.tcp;

import java.time.Duration;
import java.util.List;

/**
 * The transport's settings, for a test: short times, no flood limit.
 */
public final class TestSettings {

	/** No client is slowed down. */
	public static final TcpSettings TCP = flooding(0, 1);

	private TestSettings() {
	}

	/**
	 * Returns the same with a flood limit.
	 */
	static TcpSettings flooding(int messagesPerSecond, int burst) {
		return new TcpSettings(Framing.LINE, 1024, 1024, Duration.ofSeconds(1), Duration.ofSeconds(1),
				Duration.ofMinutes(1), Duration.ZERO, messagesPerSecond, burst,
				new ProxySettings(List.of(), Duration.ofSeconds(1)));
	}

}
