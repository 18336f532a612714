package io.chatroom.web;

import java.util.Collections;
import java.util.Enumeration;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

import org.springframework.web.socket.WebSocketHttpHeaders;

/**
 * A handshake without the compression that browsers offer: each session would need a
 * dictionary, and each line would be compressed for each tab anew.
 */
final class PlainHandshake extends HttpServletRequestWrapper {

	PlainHandshake(HttpServletRequest request) {
		super(request);
	}

	@Override
	public Enumeration<String> getHeaders(String name) {
		return name.equalsIgnoreCase(WebSocketHttpHeaders.SEC_WEBSOCKET_EXTENSIONS) ? Collections.emptyEnumeration()
				: super.getHeaders(name);
	}

}
