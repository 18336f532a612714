package io.chatroom;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/**
 * Decides whether a start uses the beans that the build of the image has prepared
 * (Spring's ahead-of-time processing). Those are the beans of the default settings, so
 * any other setting on which the choice of beans may depend makes this start choose them
 * anew, which takes longer.
 */
final class PreparedBeans implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

	/** Spring's own switch, which the image turns on. */
	static final String SWITCH = "spring.aot.enabled";

	private static final Logger logger = LoggerFactory.getLogger(PreparedBeans.class);

	/** What the choice of beans may depend on. {@link #EXCEPTIONS} are left out. */
	private static final List<String> CHOOSING = List.of("spring", "management", "server", "debug", "trace");

	/** Settings of which beans only read the value. In letters and digits alone. */
	private static final List<String> EXCEPTIONS = List.of("springaotenabled", "springapplication", "springsslbundle",
			"serveraddress", "serverport", "managementendpointchatshowvalues", "managementendpointchatroles",
			"managementmetricssystemdiskspacepaths");

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		if (SpringProperties.getFlag(SWITCH) && !fit(event.getEnvironment())) {
			SpringProperties.setProperty(SWITCH, "false");
			logger.debug("The settings choose other beans than those that the build prepared");
		}
	}

	/**
	 * Returns whether the prepared beans are those that the settings choose.
	 */
	static boolean fit(ConfigurableEnvironment environment) {
		return !isCluster(environment) && !WebConfiguration.isOff(environment)
				&& environment.getPropertySources()
					.stream()
					.filter((source) -> !source.getName().equals("defaultProperties"))
					.flatMap(PreparedBeans::names)
					.noneMatch(PreparedBeans::isChoosing);
	}

	private static boolean isCluster(Environment environment) {
		return !"false".equalsIgnoreCase(environment.getProperty("chat.cluster.enabled", "false").strip());
	}

	private static Stream<String> names(PropertySource<?> source) {
		return (source instanceof EnumerablePropertySource<?> named) ? Stream.of(named.getPropertyNames())
				: Stream.empty();
	}

	/**
	 * Returns whether a setting, or a variable that stands for one, may choose beans.
	 */
	private static boolean isChoosing(String name) {
		String letters = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
		return CHOOSING.stream().anyMatch(letters::startsWith) && EXCEPTIONS.stream().noneMatch(letters::startsWith);
	}

}
