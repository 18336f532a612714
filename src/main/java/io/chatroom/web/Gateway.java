package io.chatroom.web;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import io.chatroom.protocol.JsonLines;
import io.chatroom.protocol.Reply.Bye;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Relays between one WebSocket session and the chat. A thread of its own sends to the
 * tab, and waits when the tab is slow: then the chat has to wait too, and evicts the tab
 * by its own limits. The server's threads bring what the tab sends, and wait when the
 * chat does not read on.
 */
final class Gateway {

	private static final Logger logger = LoggerFactory.getLogger(Gateway.class);

	/** The name in which the container keeps the longest time for one message. */
	private static final String SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

	/** The name in which it keeps how long a tab may take to confirm the end. */
	private static final String CLOSE_TIMEOUT = "org.apache.tomcat.websocket.SESSION_CLOSE_TIMEOUT";

	private static final Duration CONFIRMATION = Duration.ofSeconds(5);

	/** Pings without an answer, after which a tab counts as gone. */
	private static final int PINGS = 2;

	private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

	private final Session session;

	private final RemoteEndpoint.Basic tab;

	private final ChatSocket chat;

	private final long pingNanos;

	private final AtomicReference<@Nullable SessionEnd> end = new AtomicReference<>();

	private volatile long heardAt = System.nanoTime();

	/** Whether what the tab has sent waits for the chat, and a pong behind it. */
	private volatile boolean sending;

	/** The last line that was no event, until the first event. */
	private String lastText = "The chat did not answer.";

	private boolean begun;

	private long pingedAt = System.nanoTime();

	Gateway(Session session, ChatSocket chat, WebSettings settings) {
		this.session = session;
		this.tab = session.getBasicRemote();
		this.chat = chat;
		this.pingNanos = settings.pingInterval().toNanos();
		session.getUserProperties().put(SEND_TIMEOUT, settings.sendTimeout().toMillis());
		session.getUserProperties().put(CLOSE_TIMEOUT, CONFIRMATION.toMillis());
	}

	/**
	 * Sends what the chat says to the tab, until either ends.
	 * @return why it ended
	 */
	SessionEnd run() {
		CloseCodes code = CloseCodes.UNEXPECTED_CONDITION;
		try {
			this.tab.setBatchingAllowed(true);
			relay();
			code = CloseCodes.NORMAL_CLOSURE;
			endsFor(SessionEnd.CHAT);
		}
		catch (IOException | IllegalStateException ex) {
			logger.debug("Lost", ex);
			endsFor(SessionEnd.LOST);
		}
		finally {
			close(code);
		}
		return endsFor(SessionEnd.LOST);
	}

	private void relay() throws IOException {
		boolean over = false;
		while (!over) {
			try {
				String line = this.chat.read();
				over = line == null;
				if (line != null) {
					send(line);
				}
			}
			catch (SocketTimeoutException ex) {
				logger.trace("Nothing said", ex);
			}
			if (!this.chat.hasLine()) {
				this.tab.flushBatch();
			}
			ping();
		}
		if (!this.begun) {
			this.tab.sendText(JsonLines.of(new Bye("refused", this.lastText)).getFirst());
			this.tab.flushBatch();
		}
	}

	/**
	 * Sends a line. Before the chat has switched to JSON it sends its greeting, or why it
	 * rejects the connection.
	 */
	private void send(String line) throws IOException {
		this.begun |= line.startsWith("{");
		if (this.begun) {
			this.tab.sendText(line);
		}
		else {
			this.lastText = line;
		}
	}

	private void ping() throws IOException {
		long now = System.nanoTime();
		if (now - this.pingedAt < this.pingNanos) {
			return;
		}
		if (!this.sending && now - this.heardAt > PINGS * this.pingNanos) {
			endsFor(SessionEnd.SILENT);
			throw new IOException("The tab does not answer");
		}
		this.pingedAt = now;
		this.tab.sendPing(NOTHING.duplicate());
		// it is batched too
		this.tab.flushBatch();
	}

	/**
	 * Notes a sign of life of the tab.
	 */
	void heard() {
		this.heardAt = System.nanoTime();
	}

	/**
	 * Sends a line of the tab to the chat. Called by one thread at a time.
	 */
	void received(String line) {
		this.sending = true;
		try {
			this.chat.write(line);
		}
		catch (IOException ex) {
			// the other thread sees that too, when it has read what the chat said last
			logger.debug("Lost", ex);
		}
		finally {
			this.sending = false;
			heard();
		}
	}

	/**
	 * Ends it. Any thread.
	 */
	void end(SessionEnd cause) {
		endsFor(cause);
		close();
	}

	/**
	 * Notes why it ends. Any thread; only the first reason counts.
	 * @return that reason
	 */
	SessionEnd endsFor(SessionEnd cause) {
		SessionEnd before = this.end.compareAndExchange(null, cause);
		return (before != null) ? before : cause;
	}

	private void close() {
		try {
			this.chat.close();
		}
		catch (IOException ex) {
			logger.debug("Lost while closing", ex);
		}
	}

	private void close(CloseCodes code) {
		close();
		try {
			this.session.close(new CloseReason(code, ""));
		}
		catch (IOException ex) {
			logger.debug("Lost while closing", ex);
		}
	}

}
