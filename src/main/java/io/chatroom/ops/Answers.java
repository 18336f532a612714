package io.chatroom.ops;

import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

import io.chatroom.chat.Outcome;
import io.chatroom.protocol.RefusalReason;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.Reply.Refused;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.util.MimeType;

/**
 * The HTTP answers to an operator. Pure.
 */
final class Answers {

	private static final int STATUS_FORBIDDEN = 403;

	private static final MimeType JSON = MimeType.valueOf("application/json");

	private Answers() {
	}

	/**
	 * Answers a request, also when its action fails for a known reason.
	 */
	static WebEndpointResponse<?> of(Supplier<WebEndpointResponse<?>> action) {
		try {
			return action.get();
		}
		catch (IllegalArgumentException ex) {
			return badRequest(String.valueOf(ex.getMessage()));
		}
		catch (UncheckedIOException ex) {
			return failure(WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE, Refusals.CANNOT_KEEP.text());
		}
		catch (RejectedExecutionException ex) {
			return failure(WebEndpointResponse.STATUS_TOO_MANY_REQUESTS, Refusals.TOO_BUSY.text());
		}
	}

	static WebEndpointResponse<?> of(Outcome outcome) {
		return switch (outcome) {
			case Outcome.Done done -> new WebEndpointResponse<>(WebEndpointResponse.STATUS_NO_CONTENT);
			case Outcome.NotDone(Refused why) -> failure(status(why), why.text());
		};
	}

	private static int status(Refused why) {
		boolean isMissing = why.is(RefusalReason.NOBODY) || why.is(RefusalReason.NO_ROOM)
				|| why.is(RefusalReason.NO_SANCTION) || why.is(RefusalReason.NO_TOKEN);
		return isMissing ? WebEndpointResponse.STATUS_NOT_FOUND : WebEndpointResponse.STATUS_BAD_REQUEST;
	}

	static WebEndpointResponse<?> ok(Object body) {
		return new WebEndpointResponse<>(body, JSON);
	}

	static WebEndpointResponse<?> badRequest(String message) {
		return failure(WebEndpointResponse.STATUS_BAD_REQUEST, message);
	}

	static WebEndpointResponse<?> forbidden(String message) {
		return failure(STATUS_FORBIDDEN, message);
	}

	static WebEndpointResponse<?> nothingThere(String... path) {
		return failure(WebEndpointResponse.STATUS_NOT_FOUND, "There is no " + String.join("/", path) + ".");
	}

	static WebEndpointResponse<?> failure(int status, String message) {
		return new WebEndpointResponse<>(Map.of("error", message), status, JSON);
	}

	/**
	 * Returns the reason of a request, empty when it has none.
	 * @throws IllegalArgumentException when it is blank
	 */
	static String reason(@Nullable String reason) {
		if (reason != null && reason.isBlank()) {
			throw new IllegalArgumentException("The reason is empty.");
		}
		return (reason != null) ? reason : "";
	}

}
