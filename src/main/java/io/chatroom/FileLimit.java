package io.chatroom;

import java.lang.management.ManagementFactory;

import com.sun.management.UnixOperatingSystemMXBean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many connections the process's limit of open files allows.
 *
 * @param open how many are open
 * @param most how many may be
 */
record FileLimit(long open, long most) {

	/** For HTTP's connections, 128 at most, and for what the JVM opens later. */
	static final int SPARE = 256;

	/** Besides that of its connection: the browser's, and the gateway's end. */
	private static final int FILES_OF_SESSION = 2;

	private static final Logger logger = LoggerFactory.getLogger(FileLimit.class);

	/**
	 * Returns the numbers of this process now.
	 */
	static FileLimit ofProcess() {
		return (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)
				? new FileLimit(system.getOpenFileDescriptorCount(), system.getMaxFileDescriptorCount())
				: new FileLimit(0, Long.MAX_VALUE);
	}

	/**
	 * Returns how many sessions of browsers may be open: the setting, or a lower number,
	 * which leaves half of the files to other clients.
	 */
	int sessionsAtMost(int maxSessions) {
		return Math.clamp((this.most - this.open - SPARE) / (2 * (1 + FILES_OF_SESSION)), 1, maxSessions);
	}

	/**
	 * Returns the setting, or the lower number that the limit allows, with a warning.
	 * @param sessions how many of these may be sessions of browsers
	 */
	int atMost(int maxConnections, int sessions) {
		long room = Math.max(1, this.most - this.open - SPARE - (long) FILES_OF_SESSION * sessions);
		if (maxConnections <= room) {
			return maxConnections;
		}
		logger.warn("chat.limits.max-connections={} is lowered to {}: the limit of {} open files allows no more",
				maxConnections, room, this.most);
		return (int) room;
	}

}
