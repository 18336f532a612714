package io.chatroom;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import io.chatroom.protocol.AddressRange;

import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/**
 * Describes the values that a setting accepts, for messages about invalid ones.
 */
final class ExpectedValue {

	private ExpectedValue() {
	}

	/**
	 * Returns why a value is invalid.
	 * @param type the type of the setting
	 * @return the end of a sentence that begins with the value
	 */
	static String problem(Class<?> type) {
		Class<?> wrapper = ClassUtils.resolvePrimitiveIfNecessary(type);
		if (wrapper.isEnum()) {
			return "is not one of " + Arrays.stream(wrapper.getEnumConstants())
				.map((constant) -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
				.collect(Collectors.joining(", "));
		}
		if (wrapper == Boolean.class) {
			return "is neither true nor false";
		}
		if (Number.class.isAssignableFrom(wrapper)) {
			return "is not a number, such as 100";
		}
		if (wrapper == Duration.class) {
			return "is not a duration, such as 500ms, 30s or 5m";
		}
		if (wrapper == DataSize.class) {
			return "is not a size, such as 4096B, 256KB or 1MB";
		}
		if (wrapper == InetAddress.class) {
			return "is not an address of a host, such as localhost, 127.0.0.1 or ::1";
		}
		if (wrapper == AddressRange.class) {
			return "is not a range of addresses, such as 10.0.0.0/8 or 2001:db8::/32";
		}
		return "is invalid";
	}

}
