package io.chatroom;

import java.lang.management.ManagementFactory;
import java.util.Locale;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.context.ApplicationListener;

/**
 * Logs which build starts, and how long that took, in place of Boot's own lines.
 */
final class StartLog implements ApplicationListener<SpringApplicationEvent> {

	private static final Logger logger = LoggerFactory.getLogger(StartLog.class);

	@Override
	public void onApplicationEvent(SpringApplicationEvent event) {
		if (event instanceof ApplicationContextInitializedEvent) {
			logger.info("{}, Java {}, process {}", BuildVersion.read(), System.getProperty("java.version"),
					String.valueOf(ProcessHandle.current().pid()));
		}
		else if (event instanceof ApplicationReadyEvent) {
			long millis = ManagementFactory.getRuntimeMXBean().getUptime();
			logger.info("Started in {} s", String.format(Locale.ROOT, "%.1f", millis / 1000.0));
		}
	}

}
