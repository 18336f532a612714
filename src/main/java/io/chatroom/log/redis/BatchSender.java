package io.chatroom.log.redis;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Sends batches to the engine. Before the first one of an incarnation in a room, it
 * enters the room. Used by the thread of the shipper.
 */
final class BatchSender {

	private static final Script APPEND = Script.read("append");

	private static final Script ENTER = Script.read("enter");

	private static final Script USED = Script.read("used");

	/** How often it is noted that a room is used. */
	private static final Duration NOTED = Duration.ofSeconds(10);

	private final EngineConnection engine;

	private final Keys keys;

	private final Consumer<Outgoing> onAnswer;

	/**
	 * Creates a sender.
	 * @param onAnswer is called when an answer has come for a room; must not wait
	 */
	BatchSender(EngineConnection engine, Keys keys, Consumer<Outgoing> onAnswer) {
		this.engine = engine;
		this.keys = keys;
		this.onAnswer = onAnswer;
	}

	/**
	 * Sends a batch. The room gets an {@link Answer}, or the exception.
	 * @param epoch the epoch of the room, as this node knows it
	 * @param seen the number of the last entry that was handed over
	 */
	void send(Outgoing room, Batch batch, String epoch, long seen) {
		long sentAt = System.nanoTime();
		CompletionStage<List<Object>> answer;
		if (room.entered != batch.node().incarnation()) {
			// the batch before was another incarnation's
			room.previous = 0;
			answer = enter(room, batch.node()).thenCompose((entered) -> "OK".equals(entered.getFirst())
					? append(room, batch, epoch, seen) : CompletableFuture.completedFuture(entered));
		}
		else {
			answer = append(room, batch, epoch, seen);
		}
		answer.whenComplete((value, failure) -> {
			room.answer = (failure instanceof CompletionException wrapped) ? Objects.requireNonNull(wrapped.getCause())
					: (failure != null) ? failure : new Answer(value, System.nanoTime() - sentAt);
			this.onAnswer.accept(room);
		});
	}

	private CompletionStage<List<Object>> enter(Outgoing room, Node node) {
		return this.engine.run(ENTER,
				List.of(this.keys.shared("inc"), this.keys.shared("dead"), this.keys.shared("rooms:" + node.name())),
				List.of(node.name(), String.valueOf(node.incarnation()), room.room));
	}

	private CompletionStage<List<Object>> append(Outgoing room, Batch batch, String epoch, long seen) {
		return this.engine.run(APPEND,
				List.of(this.keys.log(room.room), this.keys.meta(room.room), this.keys.here(room.room)),
				batch.arguments(epoch, seen, room.previous));
	}

	/**
	 * Notes that a room is used, now and then.
	 */
	void noteUse(Outgoing room) {
		long now = System.nanoTime();
		if (room.usedAt == 0 || now - room.usedAt > NOTED.toNanos()) {
			room.usedAt = now;
			this.engine.run(USED, List.of(this.keys.shared("used")), List.of(room.room)).exceptionally((failure) -> {
				// noted again by and by
				room.usedAt = 0;
				return List.of();
			});
		}
	}

	/**
	 * An answer of the engine.
	 *
	 * @param words the answer
	 * @param nanos how long it took
	 */
	record Answer(List<Object> words, long nanos) {
	}

}
