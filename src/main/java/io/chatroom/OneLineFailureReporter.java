package io.chatroom;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;
import org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Reports why the service cannot start in one line of the log, in place of Boot's many.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class OneLineFailureReporter implements FailureAnalysisReporter {

	private static final Logger logger = LoggerFactory.getLogger(ChatroomApplication.class);

	@Override
	public void report(FailureAnalysis analysis) {
		// Boot's own report would follow; logging.level cannot turn it off when a level
		// is wrong
		LoggingSystem.get(OneLineFailureReporter.class.getClassLoader())
			.setLogLevel(LoggingFailureAnalysisReporter.class.getName(), LogLevel.OFF);
		String description = analysis.getDescription();
		if (analysis.getAction() != null) {
			// Boot's descriptions have no full stop, or have one
			description = description.replaceFirst("[.\\s]*$", ". ") + analysis.getAction();
		}
		logger.error("Cannot start: {}", description.replaceAll("\\s+", " "));
	}

}
