package io.chatroom.client.load;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;

import io.chatroom.client.load.LineRelay.Fault;
import io.chatroom.client.load.LoadTool.Run;
import io.chatroom.testing.ChatServer;
import io.chatroom.testing.ClosedPort;
import io.chatroom.testing.Relay;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * {@code load --resume} detects what several servers lose, double and reorder, and
 * reports nothing if only connections are lost.
 */
class ResumeVerdictTests {

	private static final String[] LONG_MEMORY = { "chat.room.history=100000", "chat.room.history-bytes=20MB",
			"chat.outbox.max-bytes=80MB" };

	private static final String OPTIONS = "--resume --clients 6 --senders 3 --window 4 --seconds 0.3 --server ";

	/** A line that each sender sends soon. */
	private static final String FIFTH = "0000000004xx";

	@RegisterExtension
	static final ChatServer SERVER = ChatServer.start(LONG_MEMORY);

	@Test
	void acceptsServersThatAreRight() throws IOException {
		try (Relay a = new Relay(SERVER.port()); Relay b = new Relay(SERVER.port())) {
			Run run = LoadTool.run(OPTIONS + a.address() + "," + b.address());
			assertThat(run.out()).contains("verdict          right: each of ", "of 2 of 2 servers compared",
					"0 connections lost and resumed");
			assertThat(run.exitCode()).as(run.out()).isZero();
		}
	}

	@Test
	void acceptsRoomsAndRates() throws IOException {
		Run run = LoadTool.run(OPTIONS.replace("--window 4", "--rooms 2 --rate 200") + address(SERVER));
		assertThat(run.out()).containsPattern("sent +60 lines, 60 confirmed");
		assertThat(run.exitCode()).as(run.out()).isZero();
	}

	@Test
	void acceptsConnectionsThatAreLost() throws Exception {
		try (Relay a = new Relay(SERVER.port()); Relay b = new Relay(SERVER.port())) {
			CompletableFuture<Run> run = CompletableFuture
				.supplyAsync(() -> LoadTool.run("--resume --clients 6 --senders 3 --window 4 --seconds 3 --rooms 2 "
						+ "--server " + a.address() + "," + b.address()), Thread::startVirtualThread);
			await().pollInterval(Duration.ofMillis(300)).until(() -> {
				// one that is not in yet would be turned away
				if (SERVER.members() == 6) {
					a.cut();
				}
				return run.isDone();
			});
			assertThat(run.get().out()).contains("verdict          right: ")
				.containsPattern(" [1-9]\\d* connections? lost and resumed");
			assertThat(run.get().exitCode()).as(run.get().out()).isZero();
		}
	}

	@Test
	void seesThatAClientMissesALine() throws IOException {
		assertThat(wrong(down(FIFTH, (line) -> List.of()))).containsPattern("1 events were missed by a client; .* #");
	}

	@Test
	void seesThatAClientGetsALineTwice() throws IOException {
		assertThat(wrong(down(FIFTH, (line) -> List.of(line, line))))
			.contains("1 events came to a client again, or after later ones");
	}

	@Test
	void seesThatAClientGetsTwoLinesSwapped() throws IOException {
		Swap swap = new Swap();
		Fault swaps = new Fault() {
			@Override
			public List<String> down(String line) {
				return swap.change(line);
			}
		};
		assertThat(wrong(swaps)).contains("1 events were missed", "1 events came to a client again");
	}

	@Test
	void seesThatAClientGetsAnotherText() throws IOException {
		assertThat(wrong(down(FIFTH, (line) -> List.of(line.replace("xx\"", "xy\"")))))
			.contains("numbers have another text at another client");
	}

	@Test
	void seesThatALineIsSaidTwice() throws IOException {
		assertThat(wrong(up((line) -> List.of(line, line)))).contains("1 lines were said twice; the first: line 4 of ");
	}

	@Test
	void seesThatALineIsNeverSaid() throws IOException {
		assertThat(wrong(up((line) -> List.of()))).contains("1 lines were not confirmed in time");
	}

	@Test
	void seesThatLinesAreSaidInAnotherOrder() throws IOException {
		Swap swap = new Swap();
		Fault swaps = new Fault() {
			@Override
			public List<String> up(String line) {
				return swap.change(line);
			}
		};
		assertThat(wrong(swaps)).contains("2 lines changed the order in which they were sent");
	}

	@Test
	void seesThatTheHistoryLacksALine() throws IOException {
		Predicate<String> repeated = (line) -> line.contains("\"replayed\":true") && line.contains(FIFTH);
		assertThat(wrong(down(repeated, (line) -> List.of()))).contains("1 events were missed by a client",
				" in the history of ", "1 confirmed lines are missing in a history; the first: line 4 of ");
	}

	@Test
	void seesThatAClientGetsNothingAnyMore() throws IOException {
		Fault silent = new Fault() {
			@Override
			public List<String> down(String line) {
				return line.matches(".*\"event\":\"(said|left)\".*") ? List.of() : List.of(line);
			}
		};
		try (LineRelay bad = new LineRelay(SERVER.port(), silent)) {
			// the last client, which sends nothing, is the only one of the bad server
			Run run = LoadTool.runWithLosses(
					"--resume --clients 2 --senders 1 --seconds 0.3 --server " + address(SERVER) + "," + bad.address());
			assertThat(run.out()).contains("WRONG", "1 clients did not receive the last events in time");
			assertThat(run.exitCode()).isOne();
		}
	}

	@Test
	void seesThatAServerForgotWhatItHadConfirmed() throws Exception {
		try (ChatServer old = ChatServer.start(LONG_MEMORY); Relay relay = new Relay(old.port())) {
			CompletableFuture<Run> run = CompletableFuture.supplyAsync(
					() -> LoadTool.run("--resume --clients 4 --senders 2 --seconds 1 --server " + relay.address()),
					Thread::startVirtualThread);
			await().until(() -> old.members() == 4);
			relay.turnTo(SERVER.port());
			relay.cut();
			assertThat(run.get().out()).contains("WRONG", "1 rooms began a new numbering",
					"histories could not be read");
			assertThat(run.get().exitCode()).isOne();
		}
	}

	@Test
	void seesThatNobodyIsLetIn() throws IOException {
		try (ChatServer full = ChatServer.start("chat.limits.max-connections=3")) {
			Run run = LoadTool.runWithLosses(OPTIONS + address(full));
			assertThat(run.out()).contains("WRONG", "clients were turned away");
			assertThat(run.exitCode()).isOne();
		}
	}

	@Test
	void comparesNothingWithoutAServer() throws IOException {
		try (ClosedPort port = new ClosedPort()) {
			Run run = LoadTool.runWithLosses("--resume --clients 2 --seconds 0.3 --port " + port.number());
			assertThat(run.out()).contains("of 0 of 1 server compared", "WRONG", "Connection refused",
					"histories could not be read; the first: no client was let in");
			assertThat(run.exitCode()).isOne();
		}
	}

	private static String address(ChatServer server) {
		return "127.0.0.1:" + server.port();
	}

	/** Runs with one right server and one with a fault, and returns the report. */
	private static String wrong(Fault fault) throws IOException {
		try (LineRelay bad = new LineRelay(SERVER.port(), fault)) {
			Run run = LoadTool.run(OPTIONS + bad.address() + "," + address(SERVER));
			assertThat(run.out()).contains("verdict          WRONG");
			assertThat(run.exitCode()).isOne();
			return run.out();
		}
	}

	private static Fault down(String part, Function<String, List<String>> change) {
		return down((line) -> line.contains(part), change);
	}

	/** Changes the first line of the server that matches. */
	private static Fault down(Predicate<String> which, Function<String, List<String>> change) {
		AtomicBoolean done = new AtomicBoolean();
		return new Fault() {
			@Override
			public List<String> down(String line) {
				return which.test(line) && done.compareAndSet(false, true) ? change.apply(line) : List.of(line);
			}
		};
	}

	/** Changes the first line of a client that matches. */
	private static Fault up(Function<String, List<String>> change) {
		AtomicBoolean done = new AtomicBoolean();
		return new Fault() {
			@Override
			public List<String> up(String line) {
				return line.startsWith(FIFTH) && done.compareAndSet(false, true) ? change.apply(line) : List.of(line);
			}
		};
	}

	/** Swaps the first fifth line with the next line of the same connection. */
	private static final class Swap {

		private @Nullable Thread holder;

		private String held = "";

		private boolean done;

		synchronized List<String> change(String line) {
			if (this.held.isEmpty() && !this.done && line.contains(FIFTH)) {
				this.held = line;
				this.holder = Thread.currentThread();
				this.done = true;
				return List.of();
			}
			if (this.held.isEmpty() || !Thread.currentThread().equals(this.holder)) {
				return List.of(line);
			}
			List<String> swapped = List.of(line, this.held);
			this.held = "";
			return swapped;
		}

	}

}
