package io.chatroom.ops;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.chatroom.chat.CommandName;
import io.chatroom.chat.NameRefusal;
import io.chatroom.chat.Refusal;
import io.chatroom.chat.RoomObserver;
import io.chatroom.tcp.SampledLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.LoggerFactory;

/**
 * Counts commands and refused lines, and logs each new name of a client. Any thread.
 */
public final class RoomMeters implements RoomObserver {

	private final Map<CommandName, Counter> commands = new EnumMap<>(CommandName.class);

	private final Map<Refusal, Counter> refusals = new EnumMap<>(Refusal.class);

	private final Map<NameRefusal, Counter> nameRefusals = new EnumMap<>(NameRefusal.class);

	private final SampledLog names = new SampledLog(LoggerFactory.getLogger(RoomMeters.class), "Named",
			System::nanoTime);

	public RoomMeters(MeterRegistry registry) {
		for (CommandName name : CommandName.values()) {
			this.commands.put(name,
					Counter.builder("chat.commands")
						.description("Lines by command; ordinary lines are 'say'")
						.tag("name", label(name))
						.register(registry));
		}
		for (Refusal reason : Refusal.values()) {
			this.refusals.put(reason, refusal(label(reason), registry));
		}
		for (NameRefusal reason : NameRefusal.values()) {
			this.nameRefusals.put(reason, refusal("name_" + label(reason), registry));
		}
	}

	private static Counter refusal(String reason, MeterRegistry registry) {
		return Counter.builder("chat.lines.refused")
			.description("Refused lines and names")
			.tag("reason", reason)
			.register(registry);
	}

	/**
	 * Returns a constant's name as a label's value: {@code too_long} for
	 * {@code TOO_LONG}.
	 */
	static String label(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

	@Override
	public void commanded(CommandName name) {
		Objects.requireNonNull(this.commands.get(name)).increment();
	}

	@Override
	public void refused(Refusal reason) {
		Objects.requireNonNull(this.refusals.get(reason)).increment();
	}

	@Override
	public void refused(NameRefusal reason) {
		Objects.requireNonNull(this.nameRefusals.get(reason)).increment();
	}

	@Override
	public void named(String client, String address, String name) {
		this.names.say((line) -> line.addKeyValue("connection", client)
			.addKeyValue("address", address)
			.addKeyValue("name", name), " {} from {} as {}", name, address, client);
	}

}
