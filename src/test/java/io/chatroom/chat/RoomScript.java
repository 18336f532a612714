package io.chatroom.chat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import io.chatroom.log.memory.MemoryRecords;
import io.chatroom.log.memory.MemoryRegister;
import io.chatroom.log.memory.MemoryRoomLog;
import io.chatroom.protocol.BroadcastLine;
import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.EventSchema;
import io.chatroom.protocol.Format;
import io.chatroom.protocol.RefusalReason;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A room that is played from a script. Flush left stands what happens:
 * {@code a connects}, {@code a connects plainly} over what cannot carry passwords,
 * {@code a connects with certificate}, {@code a > a line}, {@code a cleaned > a line} for
 * one that had controls in it, {@code a refused TOO_LONG}, {@code a gone},
 * {@code room closes}, {@code room announces a line}, {@code room kicks name reason},
 * {@code room sets games a topic}, {@code room promotes name}, {@code room demotes name},
 * {@code passes 10} for the time in seconds, {@code room digests} for what is told later.
 * Indented stands what comes of it, all of it and in this order: {@code a b < a line} for
 * those that are told, {@code a hides input}, {@code a hung up}. It is {@code NOW} at
 * first; and what is told in JSON must be as the schema says. Each script is played
 * twice: with the log in memory, and with one that orders later, on another thread.
 */
final class RoomScript {

	static final String NOW = "2026-01-31T12:00:00.120Z";

	static final int KEPT = 10;

	private final Stage atOnce;

	private final Stage later;

	private final LaterRoomLog laterLog;

	private volatile Duration passed = Duration.ZERO;

	RoomScript(boolean showAddress) {
		this(showAddress, InstantSource.fixed(Instant.parse(NOW)));
	}

	RoomScript(boolean showAddress, InstantSource clock) {
		this(settings(showAddress), clock);
	}

	RoomScript(RoomSettings settings) {
		this(settings, InstantSource.fixed(Instant.parse(NOW)));
	}

	private RoomScript(RoomSettings settings, InstantSource clock) {
		AtomicInteger epochs = new AtomicInteger();
		InstantSource later = () -> clock.instant().plus(this.passed);
		this.laterLog = new LaterRoomLog(later);
		this.atOnce = new Stage(settings, later, new MemoryRoomLog(() -> "r" + epochs.incrementAndGet(), later));
		this.later = new Stage(settings, later, this.laterLog);
	}

	private static RoomSettings settings(boolean showAddress) {
		TestRooms rooms = new TestRooms();
		rooms.showAddress = showAddress;
		rooms.historyEvents = KEPT;
		return rooms.settings();
	}

	/**
	 * A room with members, each of which is the client of its name's first letter.
	 */
	static RoomScript with(String... names) {
		return with(settings(true), names);
	}

	/**
	 * A chat with members, each of which is the client of its name's first letter.
	 */
	static RoomScript with(RoomSettings settings, String... names) {
		RoomScript script = new RoomScript(settings);
		for (String name : names) {
			script.act(name.charAt(0) + " connects");
			script.act(name.charAt(0) + " > " + name);
		}
		return script;
	}

	/**
	 * Returns what was observed of the room with the log in memory.
	 */
	ObservedRoom observed() {
		return this.atOnce.observed;
	}

	/**
	 * Returns the chat with the log in memory.
	 */
	ChatRoomService chat() {
		return this.atOnce.room;
	}

	RoomScript plays(String script) {
		this.atOnce.transcript.setLength(0);
		this.later.transcript.setLength(0);
		script.lines().filter((line) -> !line.startsWith(" ")).forEach(this::act);
		String expected = script.replace("NOW", '"' + NOW + '"');
		assertThat(this.atOnce.transcript).hasToString(expected);
		assertThat(this.later.transcript).as("with a log that orders later").hasToString(expected);
		return this;
	}

	private void act(String line) {
		if (line.startsWith("passes ")) {
			this.passed = this.passed.plusSeconds(Long.parseLong(line.substring(7)));
			this.atOnce.transcript.append(line).append('\n');
			this.later.transcript.append(line).append('\n');
			return;
		}
		this.atOnce.act(line);
		CompletableFuture<Void> acting = CompletableFuture.runAsync(() -> this.later.act(line));
		try {
			while (!acting.isDone() || this.laterLog.isBehind()) {
				this.laterLog.order(1);
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		acting.join();
	}

	/**
	 * A room, and what clients see of it.
	 */
	private static final class Stage implements Outlet {

		private final StringBuilder transcript = new StringBuilder();

		/** By client, the room. */
		private final Map<String, String> listening = Collections.synchronizedMap(new LinkedHashMap<>());

		private final TestDelays delays = new TestDelays();

		private final Set<String> structured = ConcurrentHashMap.newKeySet();

		private final ObservedRoom observed = new ObservedRoom();

		private final ChatRoomService room;

		Stage(RoomSettings settings, InstantSource clock, RoomLog log) {
			Ports ports = new Ports(log, new MemoryRegister(), new MemoryRecords(), Nodes.NONE, TestChat.HASHER,
					this.delays, this, this.observed);
			this.room = new ChatRoomService(new NamePolicy(List.of("boss"), true), settings, List.of("chief"), ports,
					clock);
		}

		void act(String line) {
			this.transcript.append(line).append('\n');
			String[] words = line.split(" ", 3);
			String client = words[0];
			String rest = (words.length == 3) ? words[2] : "";
			switch (words[1]) {
				case "connects" -> connect(client, rest);
				case ">" -> this.room.received(client, rest, false, 0);
				case "cleaned" -> this.room.received(client, rest.substring("> ".length()), true, 0);
				case "refused" -> refuse(client, RefusalReason.valueOf(rest));
				case "gone" -> {
					this.listening.remove(client);
					this.room.disconnected(client);
				}
				case "closes" -> this.room.close();
				case "digests" -> this.delays.pass();
				case "announces" -> assertThat(TestChat.announce(this.room, rest)).isTrue();
				case "kicks" -> {
					String[] nameAndReason = rest.split(" ", 2);
					assertThat(TestChat.kick(this.room, nameAndReason[0], nameAndReason[1])).isTrue();
				}
				case "sets" -> {
					String[] roomAndTopic = rest.split(" ", 2);
					assertThat(this.room.moderation().setTopic(Moderation.SERVER, roomAndTopic[1], roomAndTopic[0]))
						.isInstanceOf(Outcome.Done.class);
				}
				case "promotes" -> this.room.accounts().setOperator(rest, true);
				case "demotes" -> this.room.accounts().setOperator(rest, false);
				default -> throw new IllegalArgumentException(line);
			}
		}

		private void connect(String client, String how) {
			boolean carriesPasswords = !how.equals("plainly");
			String certificate = how.equals("with certificate") ? "c0ffee" : null;
			this.room.connected(client,
					new Origin("203.0.113." + (client.charAt(0) - 'a' + 1), carriesPasswords, certificate));
		}

		private void refuse(String client, RefusalReason reason) {
			switch (reason) {
				case TOO_LONG -> this.room.receivedTooLong(client);
				case NOT_UTF8 -> this.room.receivedNotUtf8(client);
				default -> throw new IllegalArgumentException(reason.name());
			}
		}

		@Override
		public void tell(String client, String line) {
			if (this.structured.contains(client)) {
				EventSchema.check(line);
			}
			heard(client, line);
		}

		@Override
		public boolean awaitSpace(String client, BooleanSupplier isNeeded) {
			return true;
		}

		@Override
		public void broadcast(String room, List<BroadcastLine> lines) {
			lines.forEach((line) -> broadcast(room, line.text(), line.json()));
		}

		private void broadcast(String room, @Nullable String text, @Nullable String json) {
			if (text != null) {
				heardByThose(room, (client) -> !this.structured.contains(client), text);
			}
			if (json != null) {
				EventSchema.check(json);
				assertThat(heardByThose(room, this.structured::contains, json)).as("someone wants JSON").isTrue();
			}
		}

		private boolean heardByThose(String room, Predicate<String> format, String line) {
			List<String> clients = this.listening.entrySet()
				.stream()
				.filter((entry) -> entry.getValue().equals(room))
				.map(Map.Entry::getKey)
				.filter(format)
				.toList();
			if (!clients.isEmpty()) {
				heard(String.join(" ", clients), line);
			}
			return !clients.isEmpty();
		}

		@Override
		public void follow(String client, @Nullable String room, Format format) {
			if (room == null) {
				this.listening.remove(client);
			}
			else if (!room.equals(this.listening.put(client, room))) {
				// behind those who are there
				this.listening.remove(client);
				this.listening.put(client, room);
			}
			if (format == Format.JSON) {
				this.structured.add(client);
			}
			else {
				this.structured.remove(client);
			}
		}

		private void heard(String clients, String line) {
			this.transcript.append("  ").append(clients).append(" < ").append(line).append('\n');
		}

		@Override
		public void openRoom(String room) {
			assertThat(this.listening.values()).doesNotContain(room);
		}

		@Override
		public void closeRoom(String room) {
			assertThat(this.listening.values()).doesNotContain(room);
		}

		@Override
		public void hideInput(String client, boolean hidden) {
			this.transcript.append("  ").append(client).append(hidden ? " hides" : " shows").append(" input\n");
		}

		@Override
		public void close(String client, CloseReason reason, @Nullable String lastLine) {
			if (lastLine != null) {
				tell(client, lastLine);
			}
			this.listening.remove(client);
			this.transcript.append("  ").append(client).append(" hung up\n");
		}

	}

}
