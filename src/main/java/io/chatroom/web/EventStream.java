package io.chatroom.web;

import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Sends a program what happens in a room, as Server-Sent Events. Runs on the thread of
 * its request, which waits while the program is slow: then the chat waits too, and evicts
 * it by its own limits.
 */
final class EventStream {

	private final HttpServletResponse response;

	private final ChatSocket chat;

	private final String epoch;

	EventStream(HttpServletResponse response, ChatSocket chat, String epoch) {
		this.response = response;
		this.chat = chat;
		this.epoch = epoch;
	}

	/**
	 * Sends events until either side ends.
	 * @param after the number of the event before the first
	 * @throws IOException when the program has gone
	 */
	void run(long after) throws IOException {
		this.response.setContentType("text/event-stream");
		this.response.setCharacterEncoding(StandardCharsets.UTF_8);
		this.response.setHeader("Cache-Control", "no-store");
		// of nginx: it would hold events back
		this.response.setHeader("X-Accel-Buffering", "no");
		// so that one who loses the connection at once misses nothing either
		write("id: " + Position.of(this.epoch, after) + "\n\n");
		this.response.flushBuffer();
		boolean over = false;
		while (!over) {
			try {
				String line = this.chat.read();
				over = line == null;
				if (line != null) {
					send(ChatEvent.of(line));
				}
			}
			catch (SocketTimeoutException ex) {
				// a comment shows whether the program is there; a blank line that we are
				write(":\n\n");
				this.chat.write("");
			}
			if (!this.chat.hasLine()) {
				this.response.flushBuffer();
			}
		}
	}

	private void send(@Nullable ChatEvent event) throws IOException {
		if (event == null) {
			return;
		}
		Long seq = event.seq();
		String head = (seq != null) ? "id: " + Position.of(this.epoch, seq) : "event: " + event.kind();
		write(head + "\ndata: " + event.json() + "\n\n");
	}

	private void write(String text) throws IOException {
		OutputStream out = this.response.getOutputStream();
		out.write(text.getBytes(StandardCharsets.UTF_8));
	}

}
