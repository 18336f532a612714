package io.chatroom.chat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Format;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what each client is sent. A close is the line {@code closed QUIT}; nothing comes
 * after it. Any thread.
 */
final class TestOutlet implements Outlet {

	private final Map<String, List<String>> lines = new HashMap<>();

	private final Map<String, Format> followers = new LinkedHashMap<>();

	private Consumer<String> onBroadcast = (line) -> {
	};

	@Override
	public void open(String room) {
		// there is one
	}

	@Override
	public synchronized void tell(String client, String line) {
		List<String> sent = this.lines.computeIfAbsent(client, (id) -> new ArrayList<>());
		if (sent.isEmpty() || !sent.getLast().startsWith("closed ")) {
			sent.add(line);
		}
	}

	@Override
	public synchronized void broadcast(String room, String text, @Nullable String json, long since) {
		this.onBroadcast.accept(text);
		this.followers.forEach((client, format) -> {
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
		}
	}

	@Override
	public synchronized void close(String client, CloseReason reason) {
		tell(client, "closed " + reason);
		this.followers.remove(client);
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
