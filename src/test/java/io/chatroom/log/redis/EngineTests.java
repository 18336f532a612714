package io.chatroom.log.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;

import io.chatroom.testing.Cable;
import io.lettuce.core.RedisClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Connections to a real engine.
 */
class EngineTests {

	private static final Script ECHO = new Script("return {KEYS[1], tonumber(ARGV[1]), {ARGV[2]}}", "no digest of it");

	@RegisterExtension
	private final TestEngine redis = new TestEngine();

	@Test
	void runsScriptThatEngineDoesNotKnow() {
		assertThat(this.redis.commands().callScript(ECHO, List.of("k"), List.of("7", "ü"))).containsExactly("k", 7L,
				List.of("ü"));
	}

	@Test
	void tellsErrorOfEngine() {
		Script wrong = new Script("return redis.error_reply('WRONG so it is')", "no digest of it");
		assertThatExceptionOfType(EngineException.class)
			.isThrownBy(() -> this.redis.commands().callScript(wrong, List.of("k"), List.of()))
			.withMessageContaining("so it is")
			.matches((ex) -> !ex.isAway());
		assertThat(this.redis.commands().isUp()).isTrue();
	}

	@Test
	void failsAtOnceWhileEngineIsAwayAndComesBack() {
		this.redis.server().kill();
		await().until(() -> !this.redis.commands().isUp());
		assertThatExceptionOfType(EngineException.class)
			.isThrownBy(() -> this.redis.commands().call((commands) -> commands.get("k")))
			.matches(EngineException::isAway);
		this.redis.server().restart();
		await().until(() -> this.redis.commands().isUp());
		assertThat(this.redis.commands().<String>call((commands) -> commands.set("k", "v"))).isEqualTo("OK");
	}

	@Test
	void failsWhatIsOnItsWayWhenConnectionIsLost() {
		EngineConnection other = this.redis.engine().connection();
		await().until(other::isUp);
		var answer = other.send((commands) -> commands.blpop(1, "nothing"));
		this.redis.server().kill();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> answer.toCompletableFuture().get())
			.withCauseInstanceOf(EngineException.class);
	}

	@Test
	void repeatsNothing() throws InterruptedException {
		try (Cable cable = new Cable(this.redis.server().port());
				RedisClient client = RedisClient.create(cable.uri());
				Engine far = new Engine(client)) {
			assertThat(far.commands().awaitUp(Duration.ofMinutes(1))).isTrue();
			cable.swallow();
			var answer = far.commands().send((commands) -> commands.incr("k"));
			cable.cut();
			cable.pass();
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> answer.toCompletableFuture().get())
				.withCauseInstanceOf(EngineException.class);
			assertThat(far.commands().awaitUp(Duration.ofMinutes(1))).isTrue();
			for (int i = 0; i < 100; i++) {
				assertThat(far.commands().<Long>call((commands) -> commands.exists("k"))).isZero();
			}
		}
	}

	@Test
	void endsConnectionThatDoesNotAnswer() {
		this.redis.server().pause();
		try {
			assertThatExceptionOfType(EngineException.class)
				.isThrownBy(() -> this.redis.commands().call((commands) -> commands.incr("k")))
				.matches(EngineException::isAway);
			assertThat(this.redis.commands().isUp()).isFalse();
		}
		finally {
			this.redis.server().resume();
		}
		await().until(() -> this.redis.commands().isUp());
		// once, by the engine that went on: the driver has not sent it again
		await().untilAsserted(
				() -> assertThat(this.redis.commands().<String>call((commands) -> commands.get("k"))).isEqualTo("1"));
	}

}
