package io.chatroom.log.redis;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.chatroom.chat.Register;
import io.chatroom.log.RegisterContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * The register in an engine.
 */
class RedisRegisterTests extends RegisterContract {

	@RegisterExtension
	private final TestNodes nodes = new TestNodes();

	private final LeasedNode a = this.nodes.lease("a");

	private final LeasedNode b = this.nodes.lease("b");

	@Override
	protected Register register() {
		return this.a.register;
	}

	@Test
	void givesNamesToOneNode() {
		assertThat(this.a.register.claim(List.of("x", "y"), "c1")).isTrue();
		assertThat(this.b.register.claim(List.of("y"), "c1")).isFalse();
		assertThat(this.a.register.owner(List.of("y"))).isEqualTo("c1");
		assertThat(this.b.register.owner(List.of("y"))).isEqualTo("a.1.c1");
		this.b.register.release(List.of("y"), "a.1.c1");
		await().until(() -> this.b.register.claim(List.of("y"), "c1"));
	}

	@Test
	void refusesNodeThatDoesNotLive() {
		this.a.register.claim(List.of("x"), "c1");
		this.b.reaper.reap("a", true);
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> this.a.register.claim(List.of("z"), "c2"));
		assertThat(this.b.register.claim(List.of("x", "z"), "c1")).isTrue();
	}

	@Test
	void waitsForEngineThatIsAway() {
		this.a.register.claim(List.of("x"), "c1");
		this.nodes.server().kill();
		await().until(() -> !this.a.engine.isUp());
		this.a.register.release(List.of("x"), "c1");
		CompletableFuture<Boolean> claim = CompletableFuture
			.supplyAsync(() -> this.a.register.claim(List.of("y"), "c2"));
		assertThat(claim).isNotDone();
		this.nodes.server().restart();
		assertThat(claim).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(true);
		// as the lease does with each beat
		this.a.register.release();
		assertThat(this.a.register.claim(List.of("x"), "c3")).isTrue();
	}

	@Test
	void freesWhatWasReleasedAlthoughTheNextClaimIsRefused() {
		this.a.register.claim(List.of("x"), "c1");
		this.b.register.claim(List.of("y"), "c1");
		this.nodes.server().kill();
		await().until(() -> !this.a.engine.isUp());
		this.a.register.release(List.of("x"), "c1");
		CompletableFuture<Boolean> claim = CompletableFuture
			.supplyAsync(() -> this.a.register.claim(List.of("x", "y"), "c1"));
		this.nodes.server().restart();
		assertThat(claim).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(false);
		await().until(() -> {
			this.a.register.release();
			return this.b.register.claim(List.of("x"), "c1");
		});
	}

}
