package io.chatroom.chat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.Stamped;
import org.jspecify.annotations.Nullable;

import static org.awaitility.Awaitility.await;

/**
 * A log that decides the order later, on another thread, many proposals at a time, as
 * those do that wait for a disk or a network.
 */
final class LaterRoomLog implements RoomLog {

	private final BlockingQueue<Proposal> proposals = new LinkedBlockingQueue<>();

	private final Map<String, RoomListener> listeners = new ConcurrentHashMap<>();

	private final InstantSource clock;

	private final AtomicInteger unapplied = new AtomicInteger();

	private final AtomicInteger epochCount = new AtomicInteger();

	private final Map<String, Long> seqs = new ConcurrentHashMap<>();

	LaterRoomLog(InstantSource clock) {
		this.clock = clock;
	}

	@Override
	public List<String> rooms(int most) {
		return List.of();
	}

	@Override
	public KeptRoom find(String name, Collection<String> keys) {
		return KeptRoom.none(name, "r" + this.epochCount.incrementAndGet());
	}

	@Override
	public @Nullable String named(String epoch) {
		return null;
	}

	@Override
	public List<Entry> read(String room, long after, int most) {
		return List.of();
	}

	@Override
	public boolean canRead() {
		return false;
	}

	@Override
	public void open(KeptRoom room, Collection<String> keys, RoomListener listener) {
		this.listeners.put(room.name(), listener);
	}

	@Override
	public void close(String room) {
		this.listeners.remove(room);
		this.seqs.remove(room);
	}

	@Override
	public void append(String room, @Nullable String client, RoomEvent event, long since) {
		this.unapplied.incrementAndGet();
		this.proposals.add(new Proposal(room, client, event, since));
	}

	@Override
	public boolean isStoring() {
		return true;
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
		Map<String, List<Proposal>> byRoom = batch.stream()
			.collect(Collectors.groupingBy(Proposal::room, LinkedHashMap::new, Collectors.toList()));
		byRoom.forEach((room, ofRoom) -> Objects.requireNonNull(this.listeners.get(room))
			.ordered(ofRoom.stream().map(this::entry).toList()));
		this.unapplied.addAndGet(-batch.size());
		return true;
	}

	/**
	 * Returns whether something was proposed that is not applied.
	 */
	boolean isBehind() {
		return this.unapplied.get() > 0;
	}

	/**
	 * Waits until another thread has ordered all that was proposed.
	 */
	void settle() {
		await().until(() -> this.unapplied.get() == 0);
	}

	private Entry entry(Proposal proposal) {
		long seq = this.seqs.merge(proposal.room, 1L, Long::sum);
		Instant now = Instant.ofEpochMilli(this.clock.millis());
		return new Entry(new Stamped(proposal.room, seq, now, proposal.event), proposal.client, proposal.since);
	}

	private record Proposal(String room, @Nullable String client, RoomEvent event, long since) {
	}

}
