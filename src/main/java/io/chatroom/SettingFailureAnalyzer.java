package io.chatroom;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.chatroom.protocol.AddressRange;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServerException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/**
 * Explains a failed start: one message that names the setting, its value and the remedy.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SettingFailureAnalyzer implements FailureAnalyzer {

	private final @Nullable Environment environment;

	/**
	 * Creates an analyzer.
	 * @param environment null when the start failed before there was one
	 */
	SettingFailureAnalyzer(@Nullable Environment environment) {
		this.environment = environment;
	}

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		String sentence = null;
		String server = "server";
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			// a management server of its own fails as the main one does, inside of this
			// bean
			if (cause.getMessage() != null && cause.getMessage().contains("'childManagementContextInitializer'")) {
				server = "management.server";
			}
			if (cause.getMessage() != null && cause.getMessage().contains("'webServer'")) {
				server = "chat.web";
			}
			if (cause instanceof SettingException ours) {
				return new FailureAnalysis(String.valueOf(ours.getMessage()), null, failure);
			}
			String found = sentence(cause, server);
			// the innermost cause is the most specific
			sentence = (found != null) ? found : sentence;
		}
		return (sentence != null) ? new FailureAnalysis(sentence, null, failure) : null;
	}

	private @Nullable String sentence(Throwable cause, String server) {
		return switch (cause) {
			case NoSuchSslBundleException ex ->
				"There is no bundle " + Quoted.ifNeeded(ex.getBundleName()) + " under spring.ssl.bundle.";
			case PortInUseException ex -> server + ".port=" + ex.getPort() + " is already in use. Stop the program that"
					+ " uses it, or choose another port: --" + server + ".port=8888.";
			case WebServerException ex -> sentence(ex, server);
			case UnboundConfigurationPropertiesException ex -> ex.getUnboundProperties()
				.stream()
				.map((property) -> unbound(property.getName().toString()))
				.collect(Collectors.joining(" "));
			case MarkedYAMLException ex -> "A file of settings, such as application.yml, is not YAML: "
					+ ex.getProblem() + " (line " + (ex.getProblemMark().getLine() + 1) + ", column "
					+ (ex.getProblemMark().getColumn() + 1) + ").";
			case BeanCreationException ex when "sslBundleRegistry".equals(ex.getBeanName()) ->
				"spring.ssl.bundle is invalid: " + ex.getMostSpecificCause().getMessage() + FileProblem.of(ex) + ".";
			case BindValidationException ex -> ex.getValidationErrors()
				.getAllErrors()
				.stream()
				.map((error) -> sentence(ex.getValidationErrors().getName(), error))
				.collect(Collectors.joining(" "));
			case BindException ex when ex.getProperty() != null ->
				sentence(ex.getProperty().getName().toString(), ex.getProperty().getValue(),
						problem(ex, ExpectedValue.problem(ex.getTarget().getType().toClass())));
			case InvalidConfigurationPropertyValueException ex ->
				sentence(ex.getName(), ex.getValue(), problem(ex, problem(String.valueOf(ex.getReason()))));
			default -> null;
		};
	}

	private static String unbound(String name) {
		String nearest = SettingNames.nearest(name);
		return nearest.equals(name) ? name + " has no value."
				: name + " is not a setting. Did you mean " + nearest + "?";
	}

	private static String sentence(String name, @Nullable Object value, String problem) {
		return name + "=" + Quoted.ifNeeded(String.valueOf(value)) + " " + problem + ".";
	}

	private String sentence(WebServerException failure, String server) {
		String cause = String.valueOf(NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
		if (String.valueOf(failure.getMessage()).contains("java.io.tmpdir")) {
			return sentence("java.io.tmpdir", System.getProperty("java.io.tmpdir"), "is not a folder that can be"
					+ " written to. Choose another: java -Djava.io.tmpdir=FOLDER -jar chatroom.jar");
		}
		if (cause.contains("assign requested address")) {
			return sentence(server + ".address", property(server + ".address", "any address"),
					"is not an address of this machine; 0.0.0.0 is all of them");
		}
		return sentence(server + ".port", property(server + ".port", "0"),
				"cannot be opened on " + property(server + ".address", "any address") + ": " + cause);
	}

	private String property(String name, String defaultValue) {
		return (this.environment != null) ? this.environment.getProperty(name, defaultValue) : defaultValue;
	}

	/**
	 * Returns why a value is invalid; of a list, which element.
	 */
	private static String problem(Throwable failure, String otherwise) {
		String problem = otherwise;
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof ConversionFailedException failed) {
				Class<?> type = failed.getTargetType().getType();
				problem = ExpectedValue.problem(type);
				if (type == AddressRange.class && failed.getCause() != null) {
					return "is invalid: " + failed.getCause().getMessage();
				}
			}
		}
		return problem;
	}

	/**
	 * Returns why a value is invalid, where Spring Boot has the reason only as a text.
	 */
	private static String problem(String reason) {
		String type = reason.substring(reason.lastIndexOf(' ') + 1);
		return ClassUtils.isPresent(type, null) ? ExpectedValue.problem(ClassUtils.resolveClassName(type, null))
				: "cannot be used: " + reason;
	}

	/**
	 * Returns the message for a violated constraint, with the value as it was given.
	 */
	private String sentence(ConfigurationPropertyName prefix, ObjectError error) {
		if (!(error instanceof FieldError field)) {
			return error.toString();
		}
		String name = prefix + "."
				+ Stream.of(field.getField().split("\\."))
					.map(DataObjectPropertyName::toDashedForm)
					.collect(Collectors.joining("."));
		return sentence(name, property(name, String.valueOf(field.getRejectedValue())),
				String.valueOf(field.getDefaultMessage()));
	}

}
