package io.chatroom.chat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import io.chatroom.protocol.BroadcastLine;
import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Format;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps what each client is sent. A close is the line {@code closed QUIT}; nothing comes
 * after it. Any thread.
 */
final class TestOutlet implements Outlet {

	private final Map<String, List<String>> lines = new HashMap<>();

	private final Map<String, Format> followers = new LinkedHashMap<>();

	/** By client, what it follows. */
	private final Map<String, String> rooms = new HashMap<>();

	private Consumer<String> onBroadcast = (line) -> {
	};

	@Override
	public void openRoom(String room) {
		// nothing to keep
	}

	@Override
	public synchronized void closeRoom(String room) {
		assertThat(this.rooms.values()).doesNotContain(room);
	}

	@Override
	public synchronized void tell(String client, String line) {
		List<String> sent = this.lines.computeIfAbsent(client, (id) -> new ArrayList<>());
		if (sent.isEmpty() || !sent.getLast().startsWith("closed ")) {
			sent.add(line);
		}
	}

	@Override
	public boolean awaitSpace(String client, BooleanSupplier isNeeded) {
		return isNeeded.getAsBoolean();
	}

	@Override
	public synchronized void broadcast(String room, List<BroadcastLine> lines) {
		lines.forEach((line) -> broadcast(room, line.text(), line.json()));
	}

	private void broadcast(String room, @Nullable String text, @Nullable String json) {
		if (text != null) {
			this.onBroadcast.accept(text);
		}
		this.followers.forEach((client, format) -> {
			if (!room.equals(this.rooms.get(client))) {
				return;
			}
			String line = (format == Format.JSON) ? json : text;
			// without JSON for one that has left, and whose connection nobody has closed
			if (line != null) {
				tell(client, line);
			}
		});
	}

	@Override
	public synchronized void follow(String client, @Nullable String room, Format format) {
		if (room != null) {
			this.followers.put(client, format);
			this.rooms.put(client, room);
		}
		else {
			this.followers.remove(client);
			this.rooms.remove(client);
		}
	}

	@Override
	public void hideInput(String client, boolean hidden) {
		// a terminal's matter
	}

	@Override
	public synchronized void close(String client, CloseReason reason, @Nullable String lastLine) {
		if (lastLine != null) {
			tell(client, lastLine);
		}
		tell(client, "closed " + reason);
		this.followers.remove(client);
		this.rooms.remove(client);
	}

	/**
	 * Calls something with each line as it is broadcast.
	 */
	synchronized void onBroadcast(Consumer<String> action) {
		this.onBroadcast = action;
	}

	/**
	 * Returns what a client was sent.
	 */
	synchronized List<String> of(String client) {
		return List.copyOf(this.lines.getOrDefault(client, List.of()));
	}

	/**
	 * Returns and forgets what a client was sent.
	 */
	synchronized List<String> take(String client) {
		List<String> sent = of(client);
		this.lines.remove(client);
		return sent;
	}

}
