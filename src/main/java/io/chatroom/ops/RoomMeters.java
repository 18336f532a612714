package io.chatroom.ops;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.chatroom.chat.RoomObserver;
import io.chatroom.protocol.Deed;
import io.chatroom.protocol.RefusalReason;
import io.chatroom.protocol.Request;
import io.chatroom.protocol.TextLines;
import io.chatroom.tcp.count.SampledLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts commands and refused lines, and logs wrong passwords and each new name of a
 * client. Any thread.
 */
public final class RoomMeters implements RoomObserver {

	private static final Logger logger = LoggerFactory.getLogger(RoomMeters.class);

	private final Map<String, Counter> commands = new HashMap<>();

	private final Map<RefusalReason, Counter> refusals = new EnumMap<>(RefusalReason.class);

	private final SampledLog names = new SampledLog(logger, "Named", System::nanoTime);

	private final SampledLog guesses = new SampledLog(logger, "Wrong password", System::nanoTime);

	public RoomMeters(MeterRegistry registry) {
		for (String label : Request.LABELS) {
			this.commands.put(label,
					Counter.builder("chat.commands")
						.description("Lines by command; ordinary lines are 'say'")
						.tag("name", label)
						.register(registry));
		}
		for (RefusalReason reason : RefusalReason.values()) {
			String label = reason.label();
			if (label != null) {
				this.refusals.put(reason,
						Counter.builder("chat.lines.refused")
							.description("Refused lines and names")
							.tag("reason", label)
							.register(registry));
			}
		}
	}

	/**
	 * Returns a constant's name as a label's value: {@code too_long} for
	 * {@code TOO_LONG}.
	 */
	static String label(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

	@Override
	public void requested(Request request) {
		Objects.requireNonNull(this.commands.get(request.label())).increment();
	}

	@Override
	public void refused(RefusalReason reason) {
		Objects.requireNonNull(this.refusals.get(reason)).increment();
	}

	@Override
	public void guessed(String client, String address) {
		this.guesses.say((line) -> line.addKeyValue("connection", client).addKeyValue("address", address),
				" from {} as {}", address, client);
	}

	@Override
	public void did(Deed deed) {
		logger.atInfo()
			.addKeyValue("operator", deed.by())
			.addKeyValue("action", label(deed.action()))
			.addKeyValue("subject", deed.subject())
			.log("An operator acted: {}", TextLines.of(deed));
	}

	@Override
	public void named(String client, String address, String name) {
		this.names.say((line) -> line.addKeyValue("connection", client)
			.addKeyValue("address", address)
			.addKeyValue("name", name), " {} from {} as {}", name, address, client);
	}

}
