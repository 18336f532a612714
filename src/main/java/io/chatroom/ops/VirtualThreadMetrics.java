package io.chatroom.ops;

import java.lang.management.ManagementFactory;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jdk.management.VirtualThreadSchedulerMXBean;

/**
 * Meters of the virtual thread scheduler. They have the names of Micrometer's own binder,
 * which is not used because it keeps a flight recording running.
 */
public final class VirtualThreadMetrics implements MeterBinder {

	private final VirtualThreadSchedulerMXBean scheduler = ManagementFactory
		.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("jvm.threads.virtual.parallelism", this.scheduler, VirtualThreadSchedulerMXBean::getParallelism)
			.description("Maximum number of virtual threads that run at once")
			.register(registry);
		Gauge.builder("jvm.threads.virtual.pool.size", this.scheduler, VirtualThreadSchedulerMXBean::getPoolSize)
			.description("Platform threads that carry virtual threads")
			.register(registry);
		live(registry, "mounted", VirtualThreadSchedulerMXBean::getMountedVirtualThreadCount);
		live(registry, "queued", VirtualThreadSchedulerMXBean::getQueuedVirtualThreadCount);
	}

	private void live(MeterRegistry registry, String status, ToDoubleFunction<VirtualThreadSchedulerMXBean> count) {
		Gauge.builder("jvm.threads.virtual.live", this.scheduler, count)
			.description("Virtual threads that run, or wait for a carrier")
			.tag("scheduling.status", status)
			.register(registry);
	}

}
