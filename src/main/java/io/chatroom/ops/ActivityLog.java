package io.chatroom.ops;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

import io.chatroom.chat.ChatRoomService;
import io.chatroom.tcp.ChatConnectionFactory;
import io.chatroom.tcp.Departure;
import io.chatroom.tcp.Eviction;
import io.chatroom.tcp.Rejection;
import io.chatroom.tcp.TcpCounters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

import org.springframework.scheduling.annotation.Scheduled;

/**
 * Sums up in one line of the log what has passed in a minute, for those who have nothing
 * but the log; in a minute in which nothing has, there is none.
 */
public final class ActivityLog {

	private static final Logger logger = LoggerFactory.getLogger(ActivityLog.class);

	private static final Map<String, ToLongFunction<TcpCounters>> COUNTED = new LinkedHashMap<>();

	static {
		COUNTED.put("opened", TcpCounters::opened);
		COUNTED.put("disconnected", (all) -> Arrays.stream(Departure.values()).mapToLong(all::departed).sum());
		COUNTED.put("refused", (all) -> Arrays.stream(Rejection.values()).mapToLong(all::rejected).sum());
		COUNTED.put("evicted", (all) -> Arrays.stream(Eviction.values()).mapToLong(all::evicted).sum());
		COUNTED.put("lines_received", TcpCounters::received);
		COUNTED.put("lines_delivered", TcpCounters::delivered);
	}

	private final ChatConnectionFactory factory;

	private final ChatRoomService room;

	/** As they were when they were last told. Guarded by this. */
	private Map<String, Long> told;

	public ActivityLog(ChatConnectionFactory factory, ChatRoomService room) {
		this.factory = factory;
		this.room = room;
		this.told = counts();
	}

	/**
	 * Tells what has passed since it was last called. Any thread.
	 */
	@Scheduled(initialDelay = 1, fixedRate = 1, timeUnit = TimeUnit.MINUTES)
	public synchronized void tell() {
		Map<String, Long> now = counts();
		if (now.equals(this.told)) {
			return;
		}
		Map<String, Long> passed = new LinkedHashMap<>();
		now.forEach((name, count) -> passed.put(name, count - this.told.getOrDefault(name, 0L)));
		passed.put("connected", (long) this.factory.connected());
		passed.put("members", (long) this.room.memberCount());
		this.told = now;
		LoggingEventBuilder line = logger.atInfo();
		StringJoiner text = new StringJoiner(", ");
		for (Map.Entry<String, Long> value : passed.entrySet()) {
			line = line.addKeyValue(value.getKey(), value.getValue());
			text.add(value.getKey().replace('_', ' ') + " " + value.getValue());
		}
		line.log("Last minute: {}", text);
	}

	private Map<String, Long> counts() {
		Map<String, Long> counts = new LinkedHashMap<>();
		COUNTED.forEach((name, count) -> counts.put(name, count.applyAsLong(this.factory.counters())));
		return counts;
	}

}
