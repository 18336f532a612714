package io.chatroom;

import java.util.List;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.integration.autoconfigure.IntegrationAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * The service for tests of other packages: whole, or all of it but HTTP. That is its own
 * wiring, and what of Boot that needs, and it starts in a fraction of the time. Not
 * annotated as a configuration, which the whole service would find too.
 */
@Import({ ChatFlow.class, OpsConfiguration.class })
@ImportAutoConfiguration({ PropertyPlaceholderAutoConfiguration.class, SslAutoConfiguration.class,
		TaskSchedulingAutoConfiguration.class, IntegrationAutoConfiguration.class, MetricsAutoConfiguration.class,
		PrometheusMetricsExportAutoConfiguration.class })
public final class TestApplication {

	/** The class that starts the program. */
	public static final Class<?> MAIN = ChatroomApplication.class;

	private TestApplication() {
	}

	/**
	 * Returns the whole service.
	 */
	public static SpringApplication withHttp() {
		return ChatroomApplication.application(ChatroomApplication.class);
	}

	/**
	 * Returns the service with the web server, and without HTTP of the actuator.
	 */
	public static SpringApplication withWeb() {
		SpringApplication application = withoutHttp();
		application.addPrimarySources(List.of(WebConfiguration.class));
		return application;
	}

	/**
	 * Returns the service without HTTP.
	 */
	public static SpringApplication withoutHttp() {
		SpringApplication application = ChatroomApplication.application(TestApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		return application;
	}

}
