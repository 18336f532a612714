package io.chatroom;

import java.time.Duration;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Takes values of settings as people mean them. White space at both ends is dropped:
 * files from Windows and Kubernetes secrets leave a line end there. A duration without a
 * unit is rejected in the settings of the chat: Spring Boot would take 60 for 60
 * milliseconds.
 */
final class SettingBindHandler extends AbstractBindHandler {

	private static final ConfigurationPropertyName CHAT = ConfigurationPropertyName.of("chat");

	private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+");

	private static final Pattern ZERO = Pattern.compile("[+-]?0+");

	SettingBindHandler(BindHandler parent) {
		super(parent);
	}

	@Override
	public @Nullable Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Object result) {
		Object bound = super.onSuccess(name, target, context, result);
		ConfigurationProperty property = context.getConfigurationProperty();
		if (bound instanceof Duration && property != null) {
			// a number, not a text, when it is from YAML
			checkUnit(name, String.valueOf(property.getValue()));
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
				checkUnit(name, text.strip());
			}
			return text.strip();
		}
		return super.onFailure(name, target, context, error);
	}

	private static void checkUnit(ConfigurationPropertyName name, String value) {
		if (CHAT.isAncestorOf(name) && NUMBER.matcher(value).matches() && !ZERO.matcher(value).matches()) {
			throw new SettingException(name.toString(), value, "has no unit: " + value + "s, or " + value + "ms", null);
		}
	}

}
