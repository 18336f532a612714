package io.chatroom.web;

import java.net.InetSocketAddress;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/**
 * Decides which requests may become a session. Any thread.
 */
final class Handshakes implements HandshakeInterceptor {

	private final WebSettings settings;

	private final GatewayHandler gateways;

	Handshakes(WebSettings settings, GatewayHandler gateways) {
		this.settings = settings;
		this.gateways = gateways;
	}

	@Override
	public boolean beforeHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
			Map<String, Object> attributes) {
		if (this.gateways.sessions() >= this.settings.maxSessions()) {
			response.setStatusCode(HttpStatus.SERVICE_UNAVAILABLE);
			return false;
		}
		ServletServerHttpRequest servlet = (ServletServerHttpRequest) request;
		attributes
			.put(GatewayHandler.VISITOR,
					new Visitor(
							new InetSocketAddress(servlet.getServletRequest().getRemoteAddr(),
									servlet.getServletRequest().getRemotePort()),
							servlet.getServletRequest().isSecure()));
		return true;
	}

	@Override
	public void afterHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
			@Nullable Exception failure) {
		// nothing to undo
	}

}
