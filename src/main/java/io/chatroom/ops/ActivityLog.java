package io.chatroom.ops;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

import io.chatroom.chat.ChatRoomService;
import io.chatroom.protocol.CloseReason;
import io.chatroom.tcp.ChatConnectionFactory;
import io.chatroom.tcp.count.RejectionReason;
import io.chatroom.tcp.count.TcpCounters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

import org.springframework.scheduling.annotation.Scheduled;

/**
 * Logs one summary line for each minute with traffic, for operators who have only the
 * log. JSON logs also have the numbers of clients and members as fields.
 */
public final class ActivityLog {

	private static final Logger logger = LoggerFactory.getLogger(ActivityLog.class);

	private static final Map<String, ToLongFunction<TcpCounters>> COUNTERS = new LinkedHashMap<>();

	static {
		COUNTERS.put("opened", TcpCounters::opened);
		COUNTERS.put("disconnected", (all) -> Arrays.stream(CloseReason.values()).mapToLong(all::closed).sum());
		COUNTERS.put("refused", (all) -> Arrays.stream(RejectionReason.values()).mapToLong(all::rejected).sum());
		COUNTERS.put("evicted", (all) -> Arrays.stream(CloseReason.values()).mapToLong(all::evicted).sum());
		COUNTERS.put("lines_received", TcpCounters::received);
		COUNTERS.put("lines_delivered", TcpCounters::delivered);
	}

	private final ChatConnectionFactory factory;

	private final ChatRoomService chat;

	/** The counters at the last summary. Guarded by this. */
	private Map<String, Long> last;

	public ActivityLog(ChatConnectionFactory factory, ChatRoomService chat) {
		this.factory = factory;
		this.chat = chat;
		this.last = counts();
	}

	/**
	 * Logs what was counted since the last call. Logs nothing when nothing was. Any
	 * thread.
	 */
	@Scheduled(initialDelay = 1, fixedRate = 1, timeUnit = TimeUnit.MINUTES)
	public synchronized void log() {
		Map<String, Long> now = counts();
		if (now.equals(this.last)) {
			return;
		}
		Map<String, Long> summary = new LinkedHashMap<>();
		now.forEach((name, count) -> summary.put(name, count - this.last.getOrDefault(name, 0L)));
		summary.put("connected", (long) this.factory.clients().count());
		summary.put("members", (long) this.chat.rooms().list().memberCount());
		this.last = now;
		LoggingEventBuilder line = logger.atInfo();
		for (Map.Entry<String, Long> value : summary.entrySet()) {
			line = line.addKeyValue(value.getKey(), value.getValue());
		}
		// short words, because a line of the log has 120 columns
		line.log("Last minute: opened {}, closed {}, refused {}, evicted {}, in {}, out {}", summary.get("opened"),
				summary.get("disconnected"), summary.get("refused"), summary.get("evicted"),
				summary.get("lines_received"), summary.get("lines_delivered"));
	}

	private Map<String, Long> counts() {
		Map<String, Long> counts = new LinkedHashMap<>();
		COUNTERS.forEach((name, count) -> counts.put(name, count.applyAsLong(this.factory.counters())));
		return counts;
	}

}
