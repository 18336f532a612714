package io.chatroom.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * An answer to a program that is not a stream of events.
 *
 * @param status the status of HTTP
 * @param json the body
 */
record Answer(int status, String json) {

	/**
	 * Says what is wrong with a request, or with the chat.
	 */
	static Answer error(int status, String text) {
		return new Answer(status,
				"{\"error\":\"" + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + "\"}");
	}

	/**
	 * Returns the lines that were said.
	 */
	static Answer lines(List<ChatEvent> said) {
		return new Answer(HttpServletResponse.SC_OK, "{\"lines\":" + array(said) + "}");
	}

	/**
	 * Returns what the chat refused, and the lines that were said before.
	 */
	static Answer refused(ChatEvent refused, List<ChatEvent> said) {
		return new Answer(refused.status(), "{\"lines\":" + array(said) + ",\"refused\":" + refused.json() + "}");
	}

	private static String array(List<ChatEvent> events) {
		return events.stream().map(ChatEvent::json).toList().toString();
	}

	void send(HttpServletResponse response) throws IOException {
		response.setStatus(this.status);
		response.setContentType("application/json");
		response.setHeader("Cache-Control", "no-store");
		if (this.status == HttpServletResponse.SC_UNAUTHORIZED) {
			response.setHeader("WWW-Authenticate", "Bearer");
		}
		response.getOutputStream().write((this.json + "\n").getBytes(StandardCharsets.UTF_8));
	}

}
