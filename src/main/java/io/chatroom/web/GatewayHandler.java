package io.chatroom.web;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

import jakarta.websocket.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.standard.StandardWebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;

/**
 * Opens a {@link Gateway} for each session. Any thread.
 */
final class GatewayHandler extends AbstractWebSocketHandler {

	/** The attribute of a session that has its {@link Visitor}. */
	static final String VISITOR = "visitor";

	private static final long DRAIN_STEP = Duration.ofMillis(10).toNanos();

	private static final Logger logger = LoggerFactory.getLogger(GatewayHandler.class);

	private final ChatAccess chat;

	private final WebSettings settings;

	private final Map<String, Gateway> gateways = new ConcurrentHashMap<>();

	private final Semaphore places;

	private final WebCounters counters;

	GatewayHandler(ChatAccess chat, WebSettings settings) {
		this.chat = chat;
		this.settings = settings;
		this.places = new Semaphore(settings.maxSessions());
		this.counters = new WebCounters(this.gateways::size, settings.maxSessions());
	}

	@Override
	public void afterConnectionEstablished(WebSocketSession session) throws IOException {
		if (!this.places.tryAcquire()) {
			refuse(session, WebRefusal.TOO_MANY);
			return;
		}
		Gateway gateway;
		try {
			gateway = open(session);
		}
		catch (IOException | IllegalStateException ex) {
			logger.debug("No chat for {}", session.getId(), ex);
			this.places.release();
			refuse(session, WebRefusal.CLOSED);
			return;
		}
		this.gateways.put(session.getId(), gateway);
		Thread.ofVirtual().name("chat-gateway-" + session.getId()).start(() -> run(session.getId(), gateway));
	}

	/**
	 * Opens a gateway.
	 * @throws IOException when the chat is closed
	 * @throws IllegalStateException when the session has ended meanwhile
	 */
	private Gateway open(WebSocketSession session) throws IOException {
		session.setTextMessageSizeLimit(this.settings.maxFrame());
		Session tab = Objects.requireNonNull(((StandardWebSocketSession) session).getNativeSession(Session.class));
		Visitor visitor = (Visitor) Objects.requireNonNull(session.getAttributes().get(VISITOR));
		ChatSocket socket = ChatSocket.open(this.chat, visitor, this.settings.pingInterval());
		try {
			return new Gateway(tab, socket, this.settings);
		}
		catch (IllegalStateException ex) {
			socket.close();
			throw ex;
		}
	}

	private void run(String id, Gateway gateway) {
		SessionEnd cause;
		try {
			cause = gateway.run();
		}
		finally {
			this.gateways.remove(id);
			this.places.release();
		}
		this.counters.ended(cause);
	}

	private void refuse(WebSocketSession session, WebRefusal reason) throws IOException {
		this.counters.refused(reason);
		session.close(CloseStatus.SERVICE_OVERLOAD);
	}

	@Override
	protected void handleTextMessage(WebSocketSession session, TextMessage message) {
		Gateway gateway = this.gateways.get(session.getId());
		if (gateway != null) {
			gateway.received(message.getPayload());
		}
	}

	@Override
	protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message) throws IOException {
		Gateway gateway = this.gateways.get(session.getId());
		if (gateway != null) {
			gateway.endsFor(SessionEnd.BINARY);
		}
		session.close(CloseStatus.NOT_ACCEPTABLE.withReason("Send text."));
	}

	@Override
	protected void handlePongMessage(WebSocketSession session, PongMessage message) {
		Gateway gateway = this.gateways.get(session.getId());
		if (gateway != null) {
			gateway.heard();
		}
	}

	@Override
	public void handleTransportError(WebSocketSession session, Throwable failure) {
		logger.debug("Lost {}", session.getId(), failure);
	}

	@Override
	public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
		Gateway gateway = this.gateways.get(session.getId());
		if (gateway != null) {
			boolean tooLong = status.getCode() == CloseStatus.TOO_BIG_TO_PROCESS.getCode();
			gateway.end(tooLong ? SessionEnd.TOO_LONG : SessionEnd.TAB);
		}
	}

	/**
	 * Returns the free places. A session has one from when it opens until it has ended, a
	 * request of a program while it is answered.
	 */
	Semaphore places() {
		return this.places;
	}

	WebCounters counters() {
		return this.counters;
	}

	/**
	 * Waits until all sessions have ended.
	 * @param timeout how long at most
	 */
	void drain(Duration timeout) {
		long end = System.nanoTime() + timeout.toNanos();
		while (!this.gateways.isEmpty() && System.nanoTime() - end < 0) {
			LockSupport.parkNanos(this, DRAIN_STEP);
		}
	}

}
