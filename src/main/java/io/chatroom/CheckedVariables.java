package io.chatroom;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jline.utils.Levenshtein;

/**
 * The environment variables that the service uses, without those that Kubernetes sets for
 * its Services, and warnings about unknown ones.
 *
 * @param usable all variables but service links that look like settings
 * @param warnings messages for the operator
 */
record CheckedVariables(Map<String, Object> usable, List<String> warnings) {

	/**
	 * Settings whose variable a Service can have: chat-tcp, chat-tls, server or
	 * management-server.
	 */
	private static final Set<String> PORTS = Set.of("CHAT_TCP_PORT", "CHAT_TLS_PORT", "SERVER_PORT",
			"MANAGEMENT_SERVER_PORT");

	private static final Pattern LINK = Pattern.compile("(tcp|udp|sctp)://.*");

	/** The other variables of a Service, and those of Docker's links. */
	private static final Pattern NAME_OF_LINK = Pattern
		.compile(".*_(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");

	/** The client's, and the one of docker-compose.yml. */
	private static final Set<String> OTHERS = Set.of("CHAT_NAME", "CHAT_PORT_ON_HOST");

	/**
	 * Looks at all variables.
	 * @param variables their names with their values
	 */
	static CheckedVariables of(Map<String, Object> variables) {
		Map<String, Object> usable = new LinkedHashMap<>(variables);
		List<String> links = new ArrayList<>();
		List<String> warnings = new ArrayList<>();
		variables.forEach((name, value) -> {
			boolean isLink = LINK.matcher(value.toString().strip()).matches();
			if (isLink && PORTS.contains(name)) {
				usable.remove(name);
				links.add(name + "=" + Quoted.ifNeeded(value.toString()));
			}
			else if (name.toUpperCase(Locale.ROOT).startsWith("CHAT_") && !isLink && !isKnown(name)) {
				warnings.add(name + " is ignored: there is no such setting. Did you mean " + nearest(name) + "?");
			}
		});
		if (!links.isEmpty()) {
			warnings.add("Ignored: " + String.join(", ", links) + ". Kubernetes sets these for its Services. Set"
					+ " enableServiceLinks: false in the pod's spec.");
		}
		return new CheckedVariables(usable, warnings);
	}

	private static boolean isKnown(String name) {
		String upper = name.toUpperCase(Locale.ROOT);
		// elements of lists have a number
		String setting = upper.replaceAll("(_\\d+)+_?$", "");
		return OTHERS.contains(upper) || NAME_OF_LINK.matcher(upper).matches() || SettingNames.all()
			.stream()
			.anyMatch((known) -> setting.equals(variable(known)) || setting.equals(variable(known.replace("-", ""))));
	}

	private static String nearest(String name) {
		return SettingNames.all()
			.stream()
			.map(CheckedVariables::variable)
			.min(Comparator.comparingInt((known) -> Levenshtein.distance(name.toUpperCase(Locale.ROOT), known)))
			.orElseThrow();
	}

	private static String variable(String setting) {
		return setting.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
	}

}
