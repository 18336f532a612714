package io.chatroom.chat;

import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import io.chatroom.log.memory.MemoryRecords;
import io.chatroom.log.memory.MemoryRegister;
import io.chatroom.protocol.BroadcastLine;
import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.EventSchema;
import io.chatroom.protocol.Format;
import io.chatroom.protocol.RefusalReason;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A chat in which the lines of a {@link RoomScript} are played, and what its clients see
 * of it.
 */
final class ScriptStage implements Outlet {

	private final StringBuilder transcript = new StringBuilder();

	/** By client, the room. */
	private final Map<String, String> listening = Collections.synchronizedMap(new LinkedHashMap<>());

	private final TestDelays delays = new TestDelays();

	private final Set<String> structured = ConcurrentHashMap.newKeySet();

	private final ObservedRoom observed = new ObservedRoom();

	private final ChatRoomService chat;

	ScriptStage(RoomSettings settings, InstantSource clock, RoomLog log) {
		Ports ports = new Ports(log, new MemoryRegister(), new MemoryRecords(), Nodes.NONE, TestChat.HASHER,
				this.delays, this, this.observed);
		this.chat = new ChatRoomService(new NamePolicy(List.of("boss"), true), settings, List.of("chief"), ports,
				clock);
	}

	ChatRoomService chat() {
		return this.chat;
	}

	ObservedRoom observed() {
		return this.observed;
	}

	/**
	 * Forgets what was played before.
	 */
	void clear() {
		this.transcript.setLength(0);
	}

	/**
	 * Returns the lines that were played, and what came of each.
	 */
	String transcript() {
		return this.transcript.toString();
	}

	void note(String line) {
		this.transcript.append(line).append('\n');
	}

	void act(String line) {
		note(line);
		String[] words = line.split(" ", 3);
		String client = words[0];
		String rest = (words.length == 3) ? words[2] : "";
		switch (words[1]) {
			case "connects" -> connect(client, rest);
			case ">" -> this.chat.received(client, rest, false, 0);
			case "cleaned" -> this.chat.received(client, rest.substring("> ".length()), true, 0);
			case "refused" -> refuse(client, RefusalReason.valueOf(rest));
			case "gone" -> {
				this.listening.remove(client);
				this.chat.disconnected(client);
			}
			case "closes" -> this.chat.close();
			case "digests" -> this.delays.pass();
			case "announces" -> assertThat(TestChat.announce(this.chat, rest)).isTrue();
			case "kicks" -> {
				String[] nameAndReason = rest.split(" ", 2);
				assertThat(TestChat.kick(this.chat, nameAndReason[0], nameAndReason[1])).isTrue();
			}
			case "sets" -> {
				String[] roomAndTopic = rest.split(" ", 2);
				assertThat(this.chat.moderation().setTopic(Moderation.SERVER, roomAndTopic[1], roomAndTopic[0]))
					.isInstanceOf(Outcome.Done.class);
			}
			case "promotes" -> this.chat.accounts().setOperator(rest, true);
			case "demotes" -> this.chat.accounts().setOperator(rest, false);
			default -> throw new IllegalArgumentException(line);
		}
	}

	private void connect(String client, String how) {
		boolean carriesPasswords = !how.equals("plainly");
		String certificate = how.equals("with certificate") ? "c0ffee" : null;
		this.chat.connected(client,
				new Origin("203.0.113." + (client.charAt(0) - 'a' + 1), carriesPasswords, certificate));
	}

	private void refuse(String client, RefusalReason reason) {
		switch (reason) {
			case TOO_LONG -> this.chat.receivedTooLong(client);
			case NOT_UTF8 -> this.chat.receivedNotUtf8(client);
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
		note("  " + clients + " < " + line);
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
		note("  " + client + (hidden ? " hides" : " shows") + " input");
	}

	@Override
	public void close(String client, CloseReason reason, @Nullable String lastLine) {
		if (lastLine != null) {
			tell(client, lastLine);
		}
		this.listening.remove(client);
		note("  " + client + " hung up");
	}

}
