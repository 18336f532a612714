package io.chatroom.web;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
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

	private final WebCounters counters;

	GatewayHandler(ChatAccess chat, WebSettings settings) {
		this.chat = chat;
		this.settings = settings;
		this.counters = new WebCounters(this.gateways::size, settings.maxSessions());
	}

	@Override
	public void afterConnectionEstablished(WebSocketSession session) throws IOException {
		session.setTextMessageSizeLimit(this.settings.maxFrame());
		Session tab = ((StandardWebSocketSession) session).getNativeSession(Session.class);
		Visitor visitor = (Visitor) Objects.requireNonNull(session.getAttributes().get(VISITOR));
		Gateway gateway;
		try {
			gateway = new Gateway(Objects.requireNonNull(tab),
					ChatSocket.open(this.chat, visitor, Gateway.patience(this.settings)), this.settings);
		}
		catch (IOException ex) {
			logger.debug("No chat for {}", session.getId(), ex);
			this.counters.refused(WebRefusal.CLOSED);
			session.close(CloseStatus.SERVICE_OVERLOAD);
			return;
		}
		this.gateways.put(session.getId(), gateway);
		Thread.ofVirtual().name("chat-gateway-" + session.getId()).start(() -> {
			SessionEnd cause = gateway.run();
			this.gateways.remove(session.getId());
			this.counters.ended(cause);
		});
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
	 * Returns how many sessions are open.
	 */
	int sessions() {
		return this.gateways.size();
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
