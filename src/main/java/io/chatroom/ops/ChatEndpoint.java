package io.chatroom.ops;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

import io.chatroom.chat.ChatRoomService;
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
 * The operator endpoint {@code /actuator/chat}: lists the members. With unrestricted
 * access it also sends announcements and kicks members.
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
	 * Lists the members in join order.
	 */
	@ReadOperation
	public Map<String, List<MemberView>> members(SecurityContext reader) {
		boolean shown = this.showValues.isShown(reader, this.roles);
		return Map.of("members",
				this.chat.members()
					.stream()
					.map((member) -> MemberView.of(member, this.factory.traffic(member.client()), shown))
					.filter(Objects::nonNull)
					.toList());
	}

	/**
	 * Sends an announcement to all members.
	 * @param text one line; null when the request has none
	 */
	@WriteOperation
	public WebEndpointResponse<Map<String, String>> announce(@Nullable String text) {
		return answer(() -> {
			if (text == null) {
				return failure(WebEndpointResponse.STATUS_BAD_REQUEST, "The text is missing. Send {\"text\":\"...\"}.");
			}
			this.chat.announce(text);
			logger.info("An operator sent an announcement");
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NO_CONTENT);
		});
	}

	/**
	 * Disconnects a member.
	 * @param name the member's name
	 * @param reason shown to the member; null for none
	 */
	@DeleteOperation
	public WebEndpointResponse<Map<String, String>> kick(@Selector String name, @Nullable String reason) {
		return answer(() -> {
			if (!this.chat.kick(name, reason)) {
				return failure(WebEndpointResponse.STATUS_NOT_FOUND, "No member is called " + name + ".");
			}
			logger.atInfo().addKeyValue("name", name).log("An operator kicked a member");
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NO_CONTENT);
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

	private static WebEndpointResponse<Map<String, String>> failure(int status, String message) {
		return new WebEndpointResponse<>(Map.of("error", message), status);
	}

}
