package io.chatroom.ops;

import java.util.concurrent.TimeUnit;

import io.chatroom.log.sqlite.StoreStatistics;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Meters of the database. One record for each batch, however many lines it has.
 */
public final class StoreMetrics implements MeterBinder {

	private final StoreStatistics statistics;

	public StoreMetrics(StoreStatistics statistics) {
		this.statistics = statistics;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Timer append = Timer.builder("chat.log.append")
			.description("Time from the proposal of an event to its commit, of the first event in each batch")
			.serviceLevelObjectives(ChatMetrics.objectives())
			.register(registry);
		DistributionSummary batch = DistributionSummary.builder("chat.log.batch")
			.baseUnit("events")
			.description("Events that are stored in one transaction")
			.register(registry);
		this.statistics.onBatch((events, nanos) -> {
			append.record(nanos, TimeUnit.NANOSECONDS);
			batch.record(events);
		});
		Gauge.builder("chat.log.disk", this.statistics, StoreStatistics::bytesOnDisk)
			.baseUnit("bytes")
			.description("Size of the database's files")
			.register(registry);
		FunctionCounter.builder("chat.log.write.failures", this.statistics, StoreStatistics::failedWrites)
			.description("Failed tries to store events, for example on a full disk")
			.register(registry);
	}

}
