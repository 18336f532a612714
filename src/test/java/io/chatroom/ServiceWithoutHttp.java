package io.chatroom;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.integration.autoconfigure.IntegrationAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * All of the service but HTTP: its own wiring, and what of Boot that needs. It starts in
 * a fraction of the time. Not annotated as a configuration, which the whole service would
 * find too.
 */
@Import({ ChatFlow.class, OpsConfiguration.class })
@ImportAutoConfiguration({ PropertyPlaceholderAutoConfiguration.class, SslAutoConfiguration.class,
		TaskSchedulingAutoConfiguration.class, IntegrationAutoConfiguration.class, MetricsAutoConfiguration.class,
		PrometheusMetricsExportAutoConfiguration.class })
class ServiceWithoutHttp {

}
