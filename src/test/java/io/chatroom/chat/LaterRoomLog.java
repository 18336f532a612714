package io.chatroom.chat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.Stamped;
import org.jspecify.annotations.Nullable;

import static org.awaitility.Awaitility.await;

/**
 * A log of one room that decides the order later, on another thread, many proposals at a
 * time, as those do that wait for a disk or a network.
 */
final class LaterRoomLog implements RoomLog {

	private final BlockingQueue<Proposal> proposals = new LinkedBlockingQueue<>();

	private final Map<String, Consumer<List<Entry>>> listeners = new ConcurrentHashMap<>();

	private final InstantSource clock;

	private final AtomicInteger unapplied = new AtomicInteger();

	private long seq;

	LaterRoomLog(InstantSource clock) {
		this.clock = clock;
	}

	@Override
	public void open(String room, Consumer<List<Entry>> listener) {
		this.listeners.put(room, listener);
	}

	@Override
	public String epoch(String room) {
		return "r1";
	}

	@Override
	public void append(String room, @Nullable String client, RoomEvent event, long since) {
		this.unapplied.incrementAndGet();
		this.proposals.add(new Proposal(room, client, event, since));
	}

	@Override
	public long waitedNanos() {
		return 0;
	}

	/**
	 * Orders what was proposed. Called by one thread at a time.
	 * @param millis how long to wait for a proposal
	 * @return false when there was none
	 */
	boolean order(long millis) throws InterruptedException {
		Proposal first = this.proposals.poll(millis, TimeUnit.MILLISECONDS);
		if (first == null) {
			return false;
		}
		List<Proposal> batch = new ArrayList<>(List.of(first));
		this.proposals.drainTo(batch);
		Objects.requireNonNull(this.listeners.get(first.room)).accept(batch.stream().map(this::entry).toList());
		this.unapplied.addAndGet(-batch.size());
		return true;
	}

	/**
	 * Waits until another thread has ordered all that was proposed.
	 */
	void settle() {
		await().until(() -> this.unapplied.get() == 0);
	}

	private Entry entry(Proposal proposal) {
		return new Entry(new Stamped(++this.seq, Instant.ofEpochMilli(this.clock.millis()), proposal.event),
				proposal.client, proposal.since);
	}

	private record Proposal(String room, @Nullable String client, RoomEvent event, long since) {
	}

}
