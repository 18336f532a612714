package io.chatroom.web;

import java.net.InetAddress;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
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

	private final Origins origins;

	private final GatewayHandler gateways;

	Handshakes(WebSettings settings, GatewayHandler gateways) {
		this.settings = settings;
		this.origins = new Origins(settings.allowedOrigins());
		this.gateways = gateways;
	}

	@Override
	public boolean beforeHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
			Map<String, Object> attributes) {
		HttpServletRequest servlet = ((ServletServerHttpRequest) request).getServletRequest();
		if (!isOwnPage(servlet)) {
			return refuse(response, HttpStatus.FORBIDDEN, WebRefusal.ORIGIN);
		}
		// several at once may pass: the handler takes the places
		if (this.gateways.places().availablePermits() == 0) {
			return refuse(response, HttpStatus.SERVICE_UNAVAILABLE, WebRefusal.TOO_MANY);
		}
		Visitor visitor = Visitor.of(servlet, this.settings);
		if (visitor == null) {
			return refuse(response, HttpStatus.BAD_REQUEST, WebRefusal.FORWARDED);
		}
		attributes.put(GatewayHandler.VISITOR, visitor);
		return true;
	}

	/**
	 * Returns whether the page is this server's, or none. A page of somebody else may
	 * have let its own name point to this machine; a proxy in front knows better.
	 */
	private boolean isOwnPage(HttpServletRequest request) {
		boolean isLocal = InetAddress.ofLiteral(request.getLocalAddr()).isLoopbackAddress()
				&& !this.settings.isProxy(InetAddress.ofLiteral(request.getRemoteAddr()));
		return this.origins.allow(request.getHeader("Origin"), request.getHeader("Host"), isLocal);
	}

	private boolean refuse(ServerHttpResponse response, HttpStatus status, WebRefusal reason) {
		this.gateways.counters().refused(reason);
		response.setStatusCode(status);
		return false;
	}

	@Override
	public void afterHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
			@Nullable Exception failure) {
		// nothing to undo
	}

}
