package io.chatroom.ops;

import java.util.function.ToDoubleFunction;

import io.chatroom.log.redis.Lease;
import io.chatroom.log.redis.NameClaims;
import io.chatroom.log.redis.Reaper;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Meters of a node of several.
 */
public final class NodeMetrics implements MeterBinder {

	private final Lease lease;

	private final Reaper reaper;

	private final NameClaims claims;

	public NodeMetrics(Lease lease, Reaper reaper, NameClaims claims) {
		this.lease = lease;
		this.reaper = reaper;
		this.claims = claims;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("chat.cluster.nodes", this.lease, Lease::nodes)
			.description("Nodes that are alive, as this one knows")
			.register(registry);
		Gauge.builder("chat.cluster.lease.left", this.lease, (now) -> now.left().toMillis() / 1000.0)
			.baseUnit("seconds")
			.description("Time after which the other nodes take this one for dead if it stays silent")
			.register(registry);
		FunctionCounter.builder("chat.cluster.fenced", this.lease, Lease::fencedCount)
			.description("How often the other nodes took this one for dead")
			.register(registry);
		FunctionCounter.builder("chat.cluster.ghosts.reaped", this.reaper, Reaper::ghosts)
			.description("Members of dead nodes that this node let leave")
			.register(registry);
		claims(registry, "claimed", NameClaims::claimedCount);
		claims(registry, "taken", NameClaims::takenCount);
		claims(registry, "fenced", NameClaims::fencedCount);
	}

	private void claims(MeterRegistry registry, String result, ToDoubleFunction<NameClaims> count) {
		FunctionCounter.builder("chat.cluster.name.claims", this.claims, count)
			.tag("result", result)
			.description("Names that clients of this node have claimed")
			.register(registry);
	}

}
