package io.chatroom;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;

/**
 * Corrects the values of settings, and rejects those that Spring Boot would take for
 * something else. It drops white space at both ends: files from Windows and Kubernetes
 * secrets leave a line end there. In settings of the chat it rejects durations without a
 * unit (60 would be 60 milliseconds) and letters that Java could not decode. An empty
 * address of HTTP would be all addresses of the machine.
 */
final class SettingBindHandler extends AbstractBindHandler {

	private static final ConfigurationPropertyName CHAT = ConfigurationPropertyName.of("chat");

	private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+");

	private static final Pattern ZERO = Pattern.compile("[+-]?0+");

	/** Settings that are open to every machine when they are empty. */
	private static final Set<String> ADDRESSES = Set.of("server.address", "management.server.address");

	private final Environment environment;

	SettingBindHandler(BindHandler parent, Environment environment) {
		super(parent);
		this.environment = environment;
	}

	@Override
	public @Nullable Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Object result) {
		Object bound = super.onSuccess(name, target, context, result);
		ConfigurationProperty property = context.getConfigurationProperty();
		if (property != null && CHAT.isAncestorOf(name)) {
			String value = value(property);
			if (Undecoded.isIn(value)) {
				throw new SettingException(name.toString(), value, Undecoded.problem(), null);
			}
			if (bound instanceof Duration) {
				checkUnit(name, value);
			}
		}
		if (bound instanceof ManagementServerProperties management && management.getPort() != null
				&& management.getAddress() == null) {
			// the port of its own would be open to all machines
			management
				.setAddress(context.getBinder().bind("server.address", Bindable.of(InetAddress.class)).orElse(null));
		}
		return (bound instanceof String text) ? text.strip() : bound;
	}

	/**
	 * Returns the text to convert in place of one that was not understood.
	 */
	@Override
	public @Nullable Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Exception error) throws Exception {
		ConfigurationProperty property = context.getConfigurationProperty();
		if (property != null && property.getName().equals(name)) {
			String value = value(property);
			if (!value.equals(value.strip())) {
				if (target.getType().resolve() == Duration.class) {
					checkUnit(name, value.strip());
				}
				checkAddress(name);
				// so that the parent knows it for bound, as one that needed no correction
				return super.onSuccess(name, target, context, value.strip());
			}
		}
		return super.onFailure(name, target, context, error);
	}

	@Override
	public void onFinish(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			@Nullable Object result) throws Exception {
		checkAddress(name);
		super.onFinish(name, target, context, result);
	}

	/**
	 * Returns the value with its placeholders resolved. From YAML it may be a number.
	 */
	private String value(ConfigurationProperty property) {
		return this.environment.resolvePlaceholders(String.valueOf(property.getValue()));
	}

	private void checkAddress(ConfigurationPropertyName name) {
		String value = ADDRESSES.contains(name.toString()) ? this.environment.getProperty(name.toString()) : null;
		if (value != null && value.isBlank()) {
			throw new SettingException(name.toString(), value,
					"has no value; 0.0.0.0 and :: are all addresses of the machine", null);
		}
	}

	private static void checkUnit(ConfigurationPropertyName name, String value) {
		if (CHAT.isAncestorOf(name) && NUMBER.matcher(value).matches() && !ZERO.matcher(value).matches()) {
			throw new SettingException(name.toString(), value, "has no unit: " + value + "s, or " + value + "ms", null);
		}
	}

}
