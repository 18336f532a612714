package io.chatroom.ops;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

import io.chatroom.chat.ChatRoomService;
import io.chatroom.chat.Member;
import io.chatroom.protocol.Reply.RoomLine;
import io.chatroom.tcp.ChatConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * The operator endpoint {@code /actuator/chat}: lists the members and the rooms. With
 * unrestricted access it also sends announcements, sets topics and kicks members.
 */
@WebEndpoint(id = "chat", defaultAccess = Access.READ_ONLY)
public final class ChatEndpoint {

	private static final Logger logger = LoggerFactory.getLogger(ChatEndpoint.class);

	private final ChatRoomService chat;

	private final ChatConnectionFactory factory;

	private final Show showValues;

	private final Set<String> roles;

	/**
	 * Creates the endpoint.
	 * @param showValues who sees the addresses of members
	 * @param roles for {@link Show#WHEN_AUTHORIZED}: a reader needs one of them; when
	 * empty, any authenticated reader will do
	 */
	public ChatEndpoint(ChatRoomService chat, ChatConnectionFactory factory, Show showValues, Set<String> roles) {
		this.chat = chat;
		this.factory = factory;
		this.showValues = showValues;
		this.roles = roles;
	}

	/**
	 * Lists the members, by room and in join order, and the rooms, those with most
	 * members first.
	 */
	@ReadOperation
	public Overview overview(SecurityContext reader) {
		boolean shown = this.showValues.isShown(reader, this.roles);
		return new Overview(this.chat.members()
			.stream()
			.sorted(Comparator.comparing(Member::room))
			.map((member) -> MemberView.of(member, this.factory.traffic(member.client()), shown))
			.filter(Objects::nonNull)
			.toList(), this.chat.rooms());
	}

	/**
	 * Sends an announcement, or sets the topic of a room.
	 * @param text the announcement, one line; null when the request has none
	 * @param room the room's name; null to announce to all rooms
	 * @param topic the topic, empty for none; null when the request has none
	 */
	@WriteOperation
	public WebEndpointResponse<Map<String, String>> tell(@Nullable String text, @Nullable String room,
			@Nullable String topic) {
		return answer(() -> {
			if (text != null && topic == null) {
				return announce(text, room);
			}
			if (topic != null && text == null) {
				return setTopic(topic, room);
			}
			return failure(WebEndpointResponse.STATUS_BAD_REQUEST, "Send either \"text\" or \"topic\".");
		});
	}

	private WebEndpointResponse<Map<String, String>> announce(String text, @Nullable String room) {
		if (room == null) {
			this.chat.announce(text);
		}
		else if (!this.chat.announce(room, text)) {
			return noRoom(room);
		}
		return done("An operator sent an announcement");
	}

	private WebEndpointResponse<Map<String, String>> setTopic(String topic, @Nullable String room) {
		if (room == null) {
			return failure(WebEndpointResponse.STATUS_BAD_REQUEST,
					"The room is missing. Send {\"topic\":\"...\",\"room\":\"...\"}.");
		}
		return this.chat.setTopic(room, topic) ? done("An operator set a topic") : noRoom(room);
	}

	/**
	 * Disconnects a member.
	 * @param name the member's name
	 * @param room the room that the member must be in; null for any
	 * @param reason shown to the member; null for none
	 */
	@DeleteOperation
	public WebEndpointResponse<Map<String, String>> kick(@Selector String name, @Nullable String room,
			@Nullable String reason) {
		return answer(() -> {
			if (!((room != null) ? this.chat.kick(name, room, reason) : this.chat.kick(name, reason))) {
				String where = (room != null) ? " in " + room : "";
				return failure(WebEndpointResponse.STATUS_NOT_FOUND, "No member" + where + " is called " + name + ".");
			}
			logger.atInfo().addKeyValue("name", name).log("An operator kicked a member");
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NO_CONTENT);
		});
	}

	/**
	 * Disconnects all members of a room.
	 * @param room the room's name; null when the request has none
	 * @param reason shown to the members; null for none
	 */
	@DeleteOperation
	public WebEndpointResponse<Map<String, String>> kickAll(@Nullable String room, @Nullable String reason) {
		return answer(() -> {
			if (room == null) {
				return failure(WebEndpointResponse.STATUS_BAD_REQUEST, "The room is missing. Add ?room=NAME.");
			}
			return (this.chat.kickAll(room, reason) >= 0) ? done("An operator kicked all members of a room")
					: noRoom(room);
		});
	}

	private static WebEndpointResponse<Map<String, String>> answer(
			Supplier<WebEndpointResponse<Map<String, String>>> action) {
		try {
			return action.get();
		}
		catch (IllegalArgumentException ex) {
			return failure(WebEndpointResponse.STATUS_BAD_REQUEST, String.valueOf(ex.getMessage()));
		}
	}

	private static WebEndpointResponse<Map<String, String>> done(String what) {
		logger.info(what);
		return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NO_CONTENT);
	}

	private static WebEndpointResponse<Map<String, String>> noRoom(String name) {
		return failure(WebEndpointResponse.STATUS_NOT_FOUND, "There is no room called " + name + ".");
	}

	private static WebEndpointResponse<Map<String, String>> failure(int status, String message) {
		return new WebEndpointResponse<>(Map.of("error", message), status);
	}

	/**
	 * Who is in the chat, and where.
	 *
	 * @param members the members
	 * @param rooms the rooms
	 */
	record Overview(List<MemberView> members, List<RoomLine> rooms) {
	}

}
