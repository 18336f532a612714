package io.chatroom;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.chatroom.tcp.AddressRange;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServerException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.env.Environment;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/**
 * Says in one sentence with which setting the service cannot start, and why.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SettingFailureAnalyzer implements FailureAnalyzer {

	private final Environment environment;

	SettingFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		String sentence = null;
		String server = "server";
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			// the actuator on a port of its own fails as the server's does, but within
			// this
			if (cause.getMessage() != null && cause.getMessage().contains("'childManagementContextInitializer'")) {
				server = "management.server";
			}
			String found = sentence(cause, server);
			// the innermost knows best
			sentence = (found != null) ? found : sentence;
		}
		return (sentence != null) ? new FailureAnalysis(sentence, null, failure) : null;
	}

	private @Nullable String sentence(Throwable cause, String server) {
		return switch (cause) {
			case SettingException ex -> ex.getMessage();
			case PortInUseException ex -> server + ".port=" + ex.getPort() + " is in use already.";
			case WebServerException ex -> sentence(ex, server);
			case UnboundConfigurationPropertiesException ex -> ex.getUnboundProperties()
				.stream()
				.map((property) -> property.getName() + " is no setting.")
				.collect(Collectors.joining(" "));
			case BeanCreationException ex when "sslBundleRegistry".equals(ex.getBeanName()) ->
				"spring.ssl.bundle has what cannot be used: " + ex.getMostSpecificCause().getMessage() + ".";
			case BindValidationException ex -> ex.getValidationErrors()
				.getAllErrors()
				.stream()
				.map((error) -> sentence(ex.getValidationErrors().getName(), error))
				.collect(Collectors.joining(" "));
			case BindException ex when ex.getProperty() != null -> ex.getProperty().getName() + "="
					+ ex.getProperty().getValue() + " is not a value of the right kind" + detail(ex) + ".";
			default -> null;
		};
	}

	private String sentence(WebServerException failure, String server) {
		String address = this.environment.getProperty(server + ".address", "any address");
		return server + ".port=" + this.environment.getProperty(server + ".port") + " cannot be opened on " + address
				+ ": " + NestedExceptionUtils.getMostSpecificCause(failure).getMessage() + ".";
	}

	/**
	 * Says which of several ranges is the wrong one.
	 */
	private static String detail(BindException ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof ConversionFailedException failed
					&& failed.getTargetType().getType() == AddressRange.class && failed.getCause() != null) {
				return ": " + failed.getCause().getMessage();
			}
		}
		return "";
	}

	private static String sentence(ConfigurationPropertyName prefix, ObjectError error) {
		if (!(error instanceof FieldError field)) {
			return error.toString();
		}
		String name = Stream.of(field.getField().split("\\."))
			.map(DataObjectPropertyName::toDashedForm)
			.collect(Collectors.joining("."));
		return prefix + "." + name + "=" + field.getRejectedValue() + " " + field.getDefaultMessage() + ".";
	}

}
