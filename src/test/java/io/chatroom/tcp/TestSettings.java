package io.chatroom.tcp;

import java.time.Duration;
import java.util.List;

import io.chatroom.tcp.accept.ProxySettings;
import io.chatroom.tcp.line.Framing;
import io.chatroom.tcp.line.LineSettings;
import io.chatroom.tcp.out.OutboxLimits;

/**
 * The transport's settings, for a test: short times, no flood limit.
 */
public final class TestSettings {

	/** No client is slowed down. */
	public static final TcpSettings TCP = new TcpSettings(new LineSettings(Framing.LINE, 1024, 0, 1),
			new OutboxLimits(1024, Duration.ofSeconds(1)), Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ZERO,
			new ProxySettings(List.of(), Duration.ofSeconds(1)));

	private TestSettings() {
	}

}
