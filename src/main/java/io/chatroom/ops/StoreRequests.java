package io.chatroom.ops;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

import io.chatroom.log.sqlite.Backup;
import io.chatroom.log.sqlite.StoreCopies;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.core.io.InputStreamResource;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/**
 * Answers an operator who asks for a backup or an export of what is kept.
 */
public final class StoreRequests {

	/** JSON, one object a line. */
	static final String LINES = "application/x-ndjson";

	private static final Logger logger = LoggerFactory.getLogger(StoreRequests.class);

	private static final int FORBIDDEN = 403;

	private final @Nullable StoreCopies copies;

	private final boolean unrestricted;

	/**
	 * Creates it.
	 * @param copies makes the copies; null if everything is in memory
	 * @param unrestricted whether who reaches the endpoint may see all that was said
	 */
	public StoreRequests(@Nullable StoreCopies copies, boolean unrestricted) {
		this.copies = copies;
		this.unrestricted = unrestricted;
	}

	WebEndpointResponse<Object> backup() {
		if (this.copies == null) {
			return nothingKept();
		}
		try {
			Backup backup = this.copies.backup();
			logger.atInfo()
				.addKeyValue("name", backup.name())
				.addKeyValue("bytes", backup.bytes())
				.log("An operator made a backup");
			return new WebEndpointResponse<>(backup);
		}
		catch (IOException ex) {
			logger.error("The backup failed: {}", ex.getMessage());
			return failure(WebEndpointResponse.STATUS_INTERNAL_SERVER_ERROR, "The backup failed: " + ex.getMessage());
		}
	}

	/**
	 * Exports events.
	 * @param room the room's name; null for all rooms
	 * @param addresses whether the reader may see the addresses of members
	 */
	WebEndpointResponse<Object> export(@Nullable String room, boolean addresses) {
		if (!this.unrestricted) {
			return failure(FORBIDDEN, "The export needs management.endpoint.chat.access=unrestricted.");
		}
		if (this.copies == null) {
			return nothingKept();
		}
		try {
			InputStream events = this.copies.export(room, addresses);
			if (events == null) {
				return failure(WebEndpointResponse.STATUS_NOT_FOUND, "There is no room called " + room + ".");
			}
			logger.info("An operator exports events");
			return new WebEndpointResponse<>(new InputStreamResource(events), WebEndpointResponse.STATUS_OK,
					MimeType.valueOf(LINES));
		}
		catch (IOException ex) {
			logger.error("The export failed: {}", ex.getMessage());
			return failure(WebEndpointResponse.STATUS_INTERNAL_SERVER_ERROR, "The export failed: " + ex.getMessage());
		}
	}

	private static WebEndpointResponse<Object> nothingKept() {
		return failure(WebEndpointResponse.STATUS_BAD_REQUEST,
				"Everything is in memory. Set chat.data.directory to keep it.");
	}

	private static WebEndpointResponse<Object> failure(int status, String message) {
		return new WebEndpointResponse<>(Map.of("error", message), status, MimeTypeUtils.APPLICATION_JSON);
	}

}
