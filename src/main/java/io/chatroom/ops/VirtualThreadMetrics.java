package io.chatroom.ops;

import java.lang.management.ManagementFactory;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jdk.management.VirtualThreadSchedulerMXBean;

/**
 * What the scheduler of virtual threads says of itself. Under the names that Micrometer
 * has for it, but without the flight recorder that its binder keeps running.
 */
public final class VirtualThreadMetrics implements MeterBinder {

	private final VirtualThreadSchedulerMXBean scheduler = ManagementFactory
		.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("jvm.threads.virtual.parallelism", this.scheduler, VirtualThreadSchedulerMXBean::getParallelism)
			.description("How many virtual threads may run at once")
			.register(registry);
		Gauge.builder("jvm.threads.virtual.pool.size", this.scheduler, VirtualThreadSchedulerMXBean::getPoolSize)
			.description("Platform threads that carry virtual ones")
			.register(registry);
		live(registry, "mounted", VirtualThreadSchedulerMXBean::getMountedVirtualThreadCount);
		live(registry, "queued", VirtualThreadSchedulerMXBean::getQueuedVirtualThreadCount);
	}

	private void live(MeterRegistry registry, String status, ToDoubleFunction<VirtualThreadSchedulerMXBean> count) {
		Gauge.builder("jvm.threads.virtual.live", this.scheduler, count)
			.description("Virtual threads that run, or that wait for a carrier")
			.tag("scheduling.status", status)
			.register(registry);
	}

}
