package io.chatroom;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Properties;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * Logs which build starts, and how long that took, in place of Boot's own lines.
 */
final class StartLog implements ApplicationListener<SpringApplicationEvent> {

	private static final Logger logger = LoggerFactory.getLogger(StartLog.class);

	@Override
	public void onApplicationEvent(SpringApplicationEvent event) {
		if (event instanceof ApplicationContextInitializedEvent) {
			logger.info("chatroom {}, commit {}, Java {}, process {}",
					value("META-INF/build-info.properties", "build.version"),
					value("git.properties", "git.commit.id.abbrev"), System.getProperty("java.version"),
					String.valueOf(ProcessHandle.current().pid()));
		}
		else if (event instanceof ApplicationReadyEvent) {
			long millis = ManagementFactory.getRuntimeMXBean().getUptime();
			logger.info("Started in {} s", String.format(Locale.ROOT, "%.1f", millis / 1000.0));
		}
	}

	private static String value(String file, String name) {
		try {
			Properties properties = PropertiesLoaderUtils.loadProperties(new ClassPathResource(file));
			return properties.getProperty(name, "unknown");
		}
		catch (IOException ex) {
			// a build by other means
			return "unknown";
		}
	}

}
