package io.chatroom.ops;

import java.io.IOException;
import java.io.InputStream;

import io.chatroom.log.sqlite.Backup;
import io.chatroom.log.sqlite.StoreCopies;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.core.io.InputStreamResource;
import org.springframework.util.MimeType;

/**
 * Answers an operator who asks for a backup or an export of what is kept.
 */
public final class StoreRequests {

	/** JSON, one object a line. */
	static final String LINES = "application/x-ndjson";

	private static final Logger logger = LoggerFactory.getLogger(StoreRequests.class);

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

	WebEndpointResponse<?> backup() {
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
			return Answers.failure(WebEndpointResponse.STATUS_INTERNAL_SERVER_ERROR,
					"The backup failed: " + ex.getMessage());
		}
	}

	/**
	 * Exports events.
	 * @param room the room's name; null for all rooms
	 * @param addresses whether the reader may see the addresses of members
	 */
	WebEndpointResponse<?> export(@Nullable String room, boolean addresses) {
		if (!this.unrestricted) {
			return Answers.forbidden("The export needs management.endpoint.chat.access=unrestricted.");
		}
		if (this.copies == null) {
			return nothingKept();
		}
		try {
			InputStream events = this.copies.export(room, addresses);
			if (events == null) {
				return Answers.failure(WebEndpointResponse.STATUS_NOT_FOUND, "There is no room called " + room + ".");
			}
			logger.info("An operator exports events");
			return new WebEndpointResponse<>(new InputStreamResource(events), WebEndpointResponse.STATUS_OK,
					MimeType.valueOf(LINES));
		}
		catch (IOException ex) {
			logger.error("The export failed: {}", ex.getMessage());
			return Answers.failure(WebEndpointResponse.STATUS_INTERNAL_SERVER_ERROR,
					"The export failed: " + ex.getMessage());
		}
	}

	private static WebEndpointResponse<?> nothingKept() {
		return Answers.badRequest("Everything is in memory. Set chat.data.directory to keep it.");
	}

}
