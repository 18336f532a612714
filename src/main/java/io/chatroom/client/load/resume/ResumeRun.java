package io.chatroom.client.load.resume;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.chatroom.client.HostAndPort;
import io.chatroom.client.Waits;

import static java.util.function.Function.identity;

/**
 * One run: lets all clients in, lets the senders send, waits until everyone has
 * everything, and compares what was seen with the histories of all servers.
 */
public final class ResumeRun {

	private static final long LOOK_MILLIS = 20;

	private static final long PRINT_NANOS = 1_000_000_000L;

	private final ResumePlan plan;

	private final Duration patience;

	private final PrintStream err;

	private final Faults faults = new Faults();

	private final NumberedLines lines;

	private final Ledgers ledgers;

	private final List<ResumeClient> clients;

	/** The next name, after those of the clients. */
	private final AtomicInteger names;

	private long printedAt = System.nanoTime();

	/**
	 * Creates a run.
	 * @param waits the waits of a client between two attempts to connect
	 * @param patience how long each stage may take: to let all clients in, to confirm the
	 * lines, and to deliver the last events
	 * @param err receives the progress
	 */
	public ResumeRun(ResumePlan plan, Waits waits, Duration patience, PrintStream err) {
		this.plan = plan;
		this.patience = patience;
		this.err = err;
		this.lines = new NumberedLines("r" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 30), 36),
				plan.size());
		this.names = new AtomicInteger(plan.clients());
		this.ledgers = new Ledgers(this.lines, this.faults);
		this.clients = IntStream.range(0, plan.clients())
			.mapToObj((index) -> new ResumeClient(index, plan, this.lines, this.ledgers, this.faults, waits))
			.toList();
	}

	/**
	 * Runs to the end, which is bounded in time.
	 */
	public ResumeResult run() throws InterruptedException {
		try {
			letAllIn();
			if (this.faults.isEmpty()) {
				send();
				settle();
				end();
			}
		}
		finally {
			this.clients.forEach(ResumeClient::abort);
		}
		return new ResumeResult(sum(), this.ledgers.confirmed(), events(),
				this.clients.stream().mapToLong(ResumeClient::returns).sum(), compare(), this.faults.sentences());
	}

	private void letAllIn() throws InterruptedException {
		long deadline = deadline(Duration.ZERO);
		for (ResumeClient client : this.clients) {
			Thread.ofVirtual().name("resume").start(client);
		}
		for (ResumeClient client : this.clients) {
			if (!client.awaitIn(deadline)) {
				this.faults.add(Fault.TURNED_AWAY,
						client.name() + ": it was not let in in time; " + client.lastNotice());
			}
		}
	}

	private void send() throws InterruptedException {
		List<ResumeClient> senders = this.clients.subList(0, this.plan.senders());
		for (ResumeClient sender : senders) {
			sender
				.send(new SendWindow(this.plan.window(), this.plan.rate() / this.plan.senders(), this.plan.duration()));
		}
		long deadline = deadline(this.plan.duration());
		await(deadline, () -> senders.stream().noneMatch(ResumeClient::isTalking));
		long lacking = sum() - this.ledgers.confirmed();
		if (lacking > 0) {
			this.faults.add(Fault.NOT_CONFIRMED, lacking,
					senders.stream().filter(ResumeClient::isTalking).map(ResumeClient::name).findFirst().orElse("?"));
		}
	}

	/** Waits until all listeners have received what any client has. */
	private void settle() throws InterruptedException {
		List<ResumeClient> listeners = this.clients.subList(this.plan.senders(), this.clients.size());
		await(deadline(Duration.ZERO), () -> listeners.stream().noneMatch(ResumeClient::isBehind));
		listeners.stream()
			.filter(ResumeClient::isBehind)
			.forEach((client) -> this.faults.add(Fault.BEHIND, client.name()));
	}

	private void end() throws InterruptedException {
		this.clients.forEach(ResumeClient::end);
		await(deadline(Duration.ZERO), () -> this.clients.stream().noneMatch(ResumeClient::isTalking));
	}

	/** Compares all servers that answer, and returns how many those are. */
	private int compare() throws InterruptedException {
		// who leaves meanwhile does not matter
		Map<Ledger, Long> heads = this.ledgers.all().stream().collect(Collectors.toMap(identity(), Ledger::head));
		if (heads.isEmpty()) {
			this.faults.add(Fault.NO_HISTORY, "no client was let in");
			return 0;
		}
		int answered = 0;
		for (HostAndPort server : this.plan.servers()) {
			answered += compare(server, heads) ? 1 : 0;
		}
		if (answered == 0) {
			this.faults.add(Fault.NO_HISTORY, "no server answers");
		}
		return answered;
	}

	private boolean compare(HostAndPort server, Map<Ledger, Long> heads) throws InterruptedException {
		HistoryReader reader = new HistoryReader(server, () -> this.lines.name(this.names.getAndIncrement()));
		for (Map.Entry<Ledger, Long> entry : heads.entrySet()) {
			Ledger ledger = entry.getKey();
			HistoryCheck check = new HistoryCheck(server, ledger, entry.getValue(), this.lines, this.faults);
			long deadline = deadline(Duration.ZERO);
			try {
				reader.read(ledger.epoch(), check.position(), check::add);
				while (check.isShort() && System.nanoTime() - deadline < 0) {
					Thread.sleep(LOOK_MILLIS);
					reader.read(ledger.epoch(), check.position(), check::add);
				}
				check.end();
			}
			catch (HistoryReader.RefusedException ex) {
				this.faults.add(Fault.NO_HISTORY,
						String.format(Locale.ROOT, "%s at %s: %s", ledger.room(), server, ex.getMessage()));
			}
			catch (IOException ex) {
				this.err.println(String.format(Locale.ROOT, "load: the history of %s is not compared: %s", server,
						ex.getMessage()));
				return false;
			}
		}
		return true;
	}

	private void await(long deadline, BooleanSupplier condition) throws InterruptedException {
		while (!condition.getAsBoolean() && System.nanoTime() - deadline < 0) {
			Thread.sleep(LOOK_MILLIS);
			if (System.nanoTime() - this.printedAt >= PRINT_NANOS) {
				this.printedAt = System.nanoTime();
				this.err.println(
						String.format(Locale.ROOT, "%,d lines sent, %,d confirmed", sum(), this.ledgers.confirmed()));
			}
		}
	}

	private long deadline(Duration more) {
		return System.nanoTime() + this.patience.plus(more).toNanos();
	}

	private long sum() {
		return this.clients.stream().mapToLong(ResumeClient::sent).sum();
	}

	private long events() {
		return this.ledgers.all().stream().mapToLong((ledger) -> ledger.head() - ledger.first() + 1).sum();
	}

}
