package io.chatroom.client.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * One connection of the small server. Its writer sends from the outbox until the end
 * marker.
 */
final class SmallChatMember {

	private static final int OUTBOX_LINES = 200;

	/**
	 * How often it waits for room before it evicts the client.
	 */
	private static final int PATIENCE = 10;

	/** Small, so that lines for a slow reader wait in the outbox. */
	private static final int SEND_BUFFER = 64 * 1024;

	private static final String END = "";

	private final BlockingQueue<String> outbox = new LinkedBlockingQueue<>(OUTBOX_LINES);

	private final Socket socket;

	private final BufferedReader in;

	private volatile String name = "";

	private volatile String room = "lobby";

	SmallChatMember(Socket socket) throws IOException {
		this.socket = socket;
		socket.setSendBufferSize(SEND_BUFFER);
		this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
	}

	/** The next line, or null at the end. */
	@Nullable String read() throws IOException {
		return this.in.readLine();
	}

	void name(String name) {
		this.name = name;
	}

	String name() {
		return this.name;
	}

	void room(String room) {
		this.room = room;
	}

	String room() {
		return this.room;
	}

	/**
	 * Queues a line, or evicts a client that does not read. A slow reader delays all
	 * others, so that a busy machine causes no eviction.
	 */
	void send(String line) {
		try {
			for (int i = 0; i < PATIENCE; i++) {
				if (this.socket.isClosed() || this.outbox.offer(line, 50, TimeUnit.MILLISECONDS)) {
					return;
				}
			}
			hangUp();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	void end() {
		if (!this.outbox.offer(END)) {
			hangUp();
		}
	}

	void hangUp() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	void write() {
		try {
			for (String line = this.outbox.take(); !line.equals(END); line = this.outbox.take()) {
				this.socket.getOutputStream().write((line + "\r\n").getBytes(UTF_8));
			}
		}
		catch (IOException | InterruptedException ex) {
			this.outbox.clear();
		}
		hangUp();
	}

}
