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
 * Corrects the values of settings. White space at both ends is dropped: files from
 * Windows and Kubernetes secrets leave a line end there. A duration without a unit is
 * rejected in the settings of the chat: Spring Boot would take 60 for 60 milliseconds.
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
			// a number, not a text, when it is from YAML
			String value = this.environment.resolvePlaceholders(String.valueOf(property.getValue()));
			checkDecoded(name, value);
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
		if (property != null && property.getName().equals(name) && property.getValue() instanceof String text
				&& !text.equals(text.strip())) {
			if (target.getType().resolve() == Duration.class) {
				checkUnit(name, this.environment.resolvePlaceholders(text).strip());
			}
			return text.strip();
		}
		return super.onFailure(name, target, context, error);
	}

	@Override
	public void onFinish(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			@Nullable Object result) throws Exception {
		String value = ADDRESSES.contains(name.toString()) ? this.environment.getProperty(name.toString()) : null;
		if (value != null && value.isBlank()) {
			throw new SettingException(name.toString(), value,
					"has no value; 0.0.0.0 and :: are all addresses of the machine", null);
		}
		super.onFinish(name, target, context, result);
	}

	/**
	 * Rejects what Java could not decode, which would be another name or a rule without
	 * effect.
	 */
	private static void checkDecoded(ConfigurationPropertyName name, String value) {
		if (value.indexOf('\uFFFD') >= 0) {
			throw new SettingException(name.toString(), value, "has letters that the character set of this locale, "
					+ System.getProperty("sun.jnu.encoding") + ", does not have. Set LANG=C.UTF-8", null);
		}
	}

	private static void checkUnit(ConfigurationPropertyName name, String value) {
		if (CHAT.isAncestorOf(name) && NUMBER.matcher(value).matches() && !ZERO.matcher(value).matches()) {
			throw new SettingException(name.toString(), value, "has no unit: " + value + "s, or " + value + "ms", null);
		}
	}

}
