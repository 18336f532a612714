package io.chatroom;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jline.utils.Levenshtein;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

/**
 * The names of all settings under {@code chat}, in their order in {@link ChatProperties}.
 */
final class SettingNames {

	private static final List<String> ALL = names("chat.", ChatProperties.class).toList();

	private SettingNames() {
	}

	private static Stream<String> names(String prefix, Class<?> group) {
		return Arrays.stream(group.getRecordComponents()).flatMap((component) -> names(prefix, component));
	}

	private static Stream<String> names(String prefix, RecordComponent component) {
		String name = prefix + DataObjectPropertyName.toDashedForm(component.getName());
		boolean isGroup = component.getType().getEnclosingClass() == ChatProperties.class;
		return isGroup ? names(name + ".", component.getType()) : Stream.of(name);
	}

	static List<String> all() {
		return ALL;
	}

	/**
	 * Returns the name that is most like an unknown one.
	 */
	static String nearest(String name) {
		return ALL.stream().min(Comparator.comparingInt((known) -> Levenshtein.distance(name, known))).orElseThrow();
	}

	/**
	 * Returns the first name whose last part is the given one.
	 */
	static Optional<String> endingWith(String last) {
		return ALL.stream().filter((known) -> known.endsWith("." + last)).findFirst();
	}

}
