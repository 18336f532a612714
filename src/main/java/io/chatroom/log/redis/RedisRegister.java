package io.chatroom.log.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import io.chatroom.chat.Register;
import io.lettuce.core.KeyValue;
import org.jspecify.annotations.Nullable;

/**
 * A register that all nodes share. While the engine is away a claim waits for it. A
 * release never waits: it is sent again until it has arrived, and the next claim waits
 * for that. Any thread.
 */
public final class RedisRegister implements Register {

	private static final Script CLAIM = Script.read("claim");

	private static final Script RELEASE = Script.read("release");

	private static final Duration RETRY = Duration.ofSeconds(1);

	private final EngineConnection engine;

	private final Keys keys;

	private final ThisNode node;

	private final NameClaims counts;

	/** Keys that may not be freed yet, with their client. */
	private final Map<String, String> unreleased = new ConcurrentHashMap<>();

	/**
	 * Creates a register.
	 * @param counts counts the claims
	 */
	public RedisRegister(EngineConnection engine, Keys keys, ThisNode node, NameClaims counts) {
		this.engine = engine;
		this.keys = keys;
		this.node = node;
		this.counts = counts;
	}

	/**
	 * Claims a name. Between two incarnations of this node it waits for the next: names
	 * of the last one are freed.
	 * @throws UncheckedIOException if this node was fenced, or the engine has failed
	 */
	@Override
	public boolean claim(Collection<String> names, String client) {
		return switch (answer(names, client)) {
			case "OK" -> {
				this.counts.claimed();
				yield true;
			}
			case "TAKEN" -> {
				this.counts.taken();
				yield false;
			}
			default -> {
				this.counts.fenced();
				throw new UncheckedIOException(new IOException("This node is fenced"));
			}
		};
	}

	private String answer(Collection<String> names, String client) {
		while (true) {
			try {
				return claim(this.node.awaitCurrent(), names, client);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw EngineException.away(ex).asIoFailure();
			}
			catch (EngineException ex) {
				if (!ex.isAway() || Thread.currentThread().isInterrupted()) {
					throw ex.asIoFailure();
				}
				awaitEngine();
			}
		}
	}

	private String claim(Node now, Collection<String> names, String client) {
		// one that arrives later could free what is claimed now
		EngineConnection.await(release());
		List<String> arguments = new ArrayList<>(
				List.of(now.name(), String.valueOf(now.incarnation()), now.client(client)));
		arguments.addAll(names);
		return String.valueOf(this.engine.callScript(CLAIM,
				List.of(this.keys.shared("names"), this.keys.shared("inc"), this.keys.shared("dead")), arguments)
			.getFirst());
	}

	private void awaitEngine() {
		try {
			this.engine.awaitUp(RETRY);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void release(Collection<String> names, String client) {
		String owner = this.node.kept(client);
		names.forEach((name) -> this.unreleased.put(name, owner));
		if (!names.isEmpty()) {
			release();
		}
	}

	/**
	 * Sends again what may not have arrived. It does not wait. Under the lock, so that a
	 * name is not freed by a release that was overtaken by a claim.
	 */
	synchronized CompletionStage<?> release() {
		Map<String, String> sent = Map.copyOf(this.unreleased);
		if (sent.isEmpty()) {
			return CompletableFuture.completedStage(null);
		}
		List<String> arguments = new ArrayList<>();
		sent.forEach((name, owner) -> arguments.addAll(List.of(name, owner)));
		return this.engine.run(RELEASE, List.of(this.keys.shared("names")), arguments)
			.thenAccept((done) -> sent.forEach(this.unreleased::remove));
	}

	@Override
	public @Nullable String owner(Collection<String> names) {
		return EngineException.orIoFailure(() -> this.engine
			.<List<KeyValue<String, String>>>call(
					(commands) -> commands.hmget(this.keys.shared("names"), names.toArray(String[]::new)))
			.stream()
			.filter(KeyValue::hasValue)
			.findFirst()
			.map((found) -> this.node.known(found.getValue()))
			.orElse(null));
	}

}
