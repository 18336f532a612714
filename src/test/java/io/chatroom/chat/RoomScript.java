package io.chatroom.chat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.chatroom.log.memory.MemoryRoomLog;

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

	private final ScriptStage atOnce;

	private final ScriptStage later;

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
		this.atOnce = new ScriptStage(settings, later, new MemoryRoomLog(() -> "r" + epochs.incrementAndGet(), later));
		this.later = new ScriptStage(settings, later, this.laterLog);
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
		return this.atOnce.observed();
	}

	/**
	 * Returns the chat with the log in memory.
	 */
	ChatRoomService chat() {
		return this.atOnce.chat();
	}

	RoomScript plays(String script) {
		this.atOnce.clear();
		this.later.clear();
		script.lines().filter((line) -> !line.startsWith(" ")).forEach(this::act);
		String expected = script.replace("NOW", '"' + NOW + '"');
		assertThat(this.atOnce.transcript()).isEqualTo(expected);
		assertThat(this.later.transcript()).as("with a log that orders later").isEqualTo(expected);
		return this;
	}

	private void act(String line) {
		if (line.startsWith("passes ")) {
			this.passed = this.passed.plusSeconds(Long.parseLong(line.substring(7)));
			this.atOnce.note(line);
			this.later.note(line);
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

}
