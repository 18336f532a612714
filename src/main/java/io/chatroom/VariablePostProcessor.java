package io.chatroom;

import org.apache.commons.logging.Log;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Removes environment variables that are not meant for the service, and warns about
 * unknown ones.
 */
final class VariablePostProcessor implements EnvironmentPostProcessor, Ordered {

	private static final String NAME = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

	private final Log logger;

	/**
	 * Creates one.
	 * @param logFactory keeps what is logged until the log is set up
	 */
	VariablePostProcessor(DeferredLogFactory logFactory) {
		this.logger = logFactory.getLog(ChatroomApplication.class);
	}

	/**
	 * Returns that it runs before everything that reads the variables.
	 */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (environment.getPropertySources().get(NAME) instanceof SystemEnvironmentPropertySource source) {
			CheckedVariables variables = CheckedVariables.of(source.getSource());
			environment.getPropertySources()
				.replace(NAME, new SystemEnvironmentPropertySource(NAME, variables.usable()));
			variables.warnings().forEach(this.logger::warn);
		}
	}

}
