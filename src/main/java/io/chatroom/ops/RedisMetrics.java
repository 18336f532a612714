package io.chatroom.ops;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.chatroom.log.redis.EngineCheck;
import io.chatroom.log.redis.LogStatistics;
import io.chatroom.log.redis.RedisRoomLog;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Meters of the log that several nodes share. One record for each batch, however many
 * lines it has.
 */
public final class RedisMetrics implements MeterBinder {

	private final RedisRoomLog log;

	private final EngineCheck check;

	public RedisMetrics(RedisRoomLog log, EngineCheck check) {
		this.log = log;
		this.check = check;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		bindTimes(registry);
		LogStatistics statistics = this.log.statistics();
		FunctionCounter.builder("chat.log.retries", statistics, LogStatistics::retries)
			.description("Batches that were sent again because there was no answer")
			.register(registry);
		FunctionCounter.builder("chat.log.healed", statistics, LogStatistics::healed)
			.description("Batches that were sent again and that Redis had already")
			.register(registry);
		for (String reason : new String[] { "lost", "other" }) {
			FunctionCounter.builder("chat.log.renewed", statistics, (counts) -> counts.renewed(reason))
				.tag("reason", reason)
				.description("Rooms that began anew because Redis had lost entries")
				.register(registry);
		}
		gauge(registry, "chat.log.up", "Whether Redis answers, 0 or 1", () -> this.log.isUp() ? 1 : 0);
		gauge(registry, "chat.log.waiting", "Events that Redis has not acknowledged", this.log::waiting);
		gauge(registry, "chat.log.lag", "Entries that are in Redis and not delivered, of the room with most",
				this.log::lag);
		gauge(registry, "chat.log.rooms", "Rooms that are open on this node", this.log::openRooms);
		gauge(registry, "chat.log.durable", "Whether Redis has on its disk what it has acknowledged, 0 or 1",
				() -> this.check.isDurable() ? 1 : 0);
		gauge(registry, "chat.log.evicts", "Whether Redis may throw rooms away when its memory is full, 0 or 1",
				() -> this.check.mayEvict() ? 1 : 0);
		gauge(registry, "chat.log.used", "Part of its memory limit that Redis uses, 0 to 1; 0 without a limit",
				this.check::used);
	}

	private static void gauge(MeterRegistry registry, String name, String description, Supplier<Number> value) {
		Gauge.builder(name, value).description(description).register(registry);
	}

	private void bindTimes(MeterRegistry registry) {
		Timer append = timer(registry, "chat.log.append",
				"Time from the proposal of an event to its acknowledgement, of the first event in each batch");
		Timer command = timer(registry, "chat.log.command", "Time from sending a batch to Redis to its answer");
		Timer echo = timer(registry, "chat.log.echo",
				"Time from the proposal of an event to its delivery here, of the first event in each batch");
		DistributionSummary batch = DistributionSummary.builder("chat.log.batch")
			.baseUnit("events")
			.description("Events that are appended at once")
			.register(registry);
		this.log.statistics().listen(new LogStatistics.Listener() {

			@Override
			public void appended(int events, long nanos, long commandNanos) {
				append.record(nanos, TimeUnit.NANOSECONDS);
				command.record(commandNanos, TimeUnit.NANOSECONDS);
				batch.record(events);
			}

			@Override
			public void handedOver(long nanos) {
				echo.record(nanos, TimeUnit.NANOSECONDS);
			}

		});
	}

	private static Timer timer(MeterRegistry registry, String name, String description) {
		return Timer.builder(name)
			.description(description)
			.serviceLevelObjectives(ChatMetrics.objectives())
			.register(registry);
	}

}
