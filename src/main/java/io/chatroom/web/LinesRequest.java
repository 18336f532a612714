package io.chatroom.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import io.chatroom.protocol.SafeText;
import jakarta.servlet.http.HttpServletRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The lines that a program wants to say, one or more.
 */
record LinesRequest(List<String> lines) {

	/** In bytes. */
	private static final int LONGEST = 64 * 1024;

	private static final int MOST_LINES = 100;

	/**
	 * Reads the body of a request: text, or an object with a text.
	 * @throws BadRequest when it is neither, or too long
	 * @throws IOException when the connection is lost
	 */
	static LinesRequest read(HttpServletRequest request) throws BadRequest, IOException {
		byte[] body = request.getInputStream().readNBytes(LONGEST + 1);
		if (body.length > LONGEST) {
			throw new BadRequest(413, "The body is over " + LONGEST + " bytes.");
		}
		String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
		String text = type.startsWith("application/json") ? json(body) : text(body, type);
		List<String> lines = text.lines().filter(LinesRequest::says).toList();
		if (lines.isEmpty() || lines.size() > MOST_LINES) {
			throw new BadRequest(400, "A request has 1 to " + MOST_LINES + " lines.");
		}
		return new LinesRequest(lines);
	}

	/**
	 * Returns whether the chat finds anything in a line. It ignores others, without an
	 * answer.
	 */
	private static boolean says(String line) {
		byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
		SafeText text = SafeText.decode(bytes, bytes.length);
		return text != null && !text.value().isBlank();
	}

	private static String text(byte[] body, String type) throws BadRequest {
		// what curl --data sends without a type
		if (!type.startsWith("text/plain") && !type.startsWith("application/x-www-form-urlencoded")
				&& !type.equals("null")) {
			throw new BadRequest(415, "Send text/plain or application/json.");
		}
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
		}
		catch (CharacterCodingException ex) {
			throw new BadRequest(400, "The text is not valid UTF-8.");
		}
	}

	private static String json(byte[] body) throws BadRequest {
		try {
			JsonNode text = new JsonMapper().readTree(body).path("text");
			if (text.isString()) {
				return text.stringValue();
			}
		}
		catch (JacksonException ex) {
			throw new BadRequest(400, "The body is not valid JSON.");
		}
		throw new BadRequest(400, "Send {\"text\":\"...\"}.");
	}

	/**
	 * A request that cannot be understood. The message says why.
	 */
	static final class BadRequest extends Exception {

		private static final long serialVersionUID = 1L;

		private final int status;

		BadRequest(int status, String message) {
			super(message);
			this.status = status;
		}

		Answer answer() {
			return Answer.error(this.status, String.valueOf(getMessage()));
		}

	}

}
