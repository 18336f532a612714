package io.chatroom.ops;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.chatroom.chat.ChatRoomService;
import io.chatroom.chat.Member;
import io.chatroom.chat.Moderation;
import io.chatroom.chat.Outcome;
import io.chatroom.protocol.Reply.RoomLine;
import io.chatroom.tcp.ChatConnectionFactory;
import io.chatroom.tcp.ClientTraffic;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * The operator endpoint {@code /actuator/chat}: lists the members and the rooms. With
 * unrestricted access it also does what operators do in the chat, and copies what is
 * kept.
 */
@WebEndpoint(id = "chat", defaultAccess = Access.READ_ONLY)
public final class ChatEndpoint {

	private final ChatRoomService chat;

	private final Decisions decisions;

	private final ChatConnectionFactory factory;

	private final StoreRequests store;

	private final Show showValues;

	private final Set<String> roles;

	/**
	 * Creates the endpoint.
	 * @param store answers what is about the database
	 * @param showValues who sees the addresses of members
	 * @param roles for {@link Show#WHEN_AUTHORIZED}: a reader needs one of them; when
	 * empty, any authenticated reader will do
	 */
	public ChatEndpoint(ChatRoomService chat, ChatConnectionFactory factory, StoreRequests store, Show showValues,
			Set<String> roles) {
		this.chat = chat;
		this.decisions = new Decisions(chat);
		this.factory = factory;
		this.store = store;
		this.showValues = showValues;
		this.roles = roles;
	}

	/**
	 * Lists the members, by room and in join order, and the rooms, those with most
	 * members first.
	 */
	@ReadOperation
	public Overview overview(SecurityContext reader) {
		boolean shown = showsAddresses(reader);
		return new Overview(this.chat.rooms()
			.allMembers()
			.stream()
			.sorted(Comparator.comparing(Member::room))
			.map((member) -> view(member, shown))
			.filter(Objects::nonNull)
			.toList(), this.chat.rooms().list().all().stream().map(RoomView::of).toList());
	}

	/**
	 * Returns a member, or null when its connection to this node has ended.
	 */
	private @Nullable MemberView view(Member member, boolean addressShown) {
		ClientTraffic traffic = this.factory.clients().traffic(member.client());
		return (traffic != null || !this.chat.isHere(member.client())) ? MemberView.of(member, traffic, addressShown)
				: null;
	}

	private boolean showsAddresses(SecurityContext reader) {
		return this.showValues.isShown(reader, this.roles);
	}

	/**
	 * Returns what operators have decided, or all events that are kept, a line of JSON
	 * each.
	 * @param path {@code accounts}, {@code accounts/NAME}, {@code tokens/ACCOUNT},
	 * {@code bans}, {@code log}, or {@code export}
	 * @param last how many deeds of the log; null for 100
	 * @param room the room whose events are returned; null for all rooms
	 */
	@ReadOperation(produces = { StoreRequests.LINES, "application/json" })
	public WebEndpointResponse<?> read(SecurityContext reader, @Selector(match = Match.ALL_REMAINING) String[] path,
			@Nullable String last, @Nullable String room) {
		if (path.length == 0) {
			return Answers.nothingThere(path);
		}
		boolean shown = showsAddresses(reader);
		if (path[0].equals("export") && path.length == 1) {
			return this.store.export(room, shown);
		}
		if (!shown && Decisions.has(path[0])) {
			return Answers.forbidden("Only those see it for whom management.endpoint.chat.show-values allows it.");
		}
		return Answers.of(() -> this.decisions.read(List.of(path), last));
	}

	/**
	 * Makes a backup.
	 * @param what {@code backup}
	 */
	@WriteOperation
	public WebEndpointResponse<?> run(@Selector String what) {
		return what.equals("backup") ? this.store.backup() : Answers.nothingThere(what);
	}

	/**
	 * Sends an announcement, or sets the topic of a room.
	 * @param text the announcement, one line; null when the request has none
	 * @param room the room's name; null to announce to all rooms
	 * @param topic the topic, empty for none; null when the request has none
	 */
	@WriteOperation
	public WebEndpointResponse<?> tell(@Nullable String text, @Nullable String room, @Nullable String topic) {
		return Answers.of(() -> {
			if (text != null && topic == null) {
				return Answers.of(this.chat.moderation().announce(Moderation.SERVER, text, room));
			}
			if (topic == null || text != null) {
				return Answers.badRequest("Send either \"text\" or \"topic\".");
			}
			return (room != null) ? Answers.of(this.chat.moderation().setTopic(Moderation.SERVER, topic, room))
					: Answers.badRequest("The room is missing. Send {\"topic\":\"...\",\"room\":\"...\"}.");
		});
	}

	/**
	 * Bans, mutes, changes an account, or makes a token.
	 * @param path {@code bans/SUBJECT}, {@code mutes/NAME}, {@code accounts/NAME}, or
	 * {@code tokens/ACCOUNT/NAME}
	 * @param duration for how long, such as {@code 2h}; null until it is lifted
	 * @param reason why; null for none
	 * @param password the new password of the account
	 * @param role {@code operator} or {@code member}
	 */
	@WriteOperation
	public WebEndpointResponse<?> decide(@Selector(match = Match.ALL_REMAINING) String[] path,
			@Nullable String duration, @Nullable String reason, @Nullable String password, @Nullable String role) {
		if (path.length < 2) {
			return Answers.nothingThere(path);
		}
		return Answers.of(() -> switch (path[0]) {
			case "accounts" -> this.decisions.change(path[1], password, role);
			case "tokens" -> this.decisions.token(List.of(path));
			default -> this.decisions.sentence(List.of(path), duration, Answers.reason(reason));
		});
	}

	/**
	 * Removes a member, lifts a ban or a mute, or deletes an account.
	 * @param path the member's name, {@code bans/SUBJECT}, {@code mutes/NAME}, or
	 * {@code accounts/NAME}
	 * @param room the room that the member must be in; null for any
	 * @param reason shown to the member; null for none
	 */
	@DeleteOperation
	public WebEndpointResponse<?> remove(@Selector(match = Match.ALL_REMAINING) String[] path, @Nullable String room,
			@Nullable String reason) {
		return Answers.of(() -> (path.length == 1 && !Decisions.has(path[0])) ? kick(path[0], room, reason)
				: this.decisions.lift(List.of(path)));
	}

	private WebEndpointResponse<?> kick(String name, @Nullable String room, @Nullable String reason) {
		Outcome outcome = this.chat.moderation().kick(Moderation.SERVER, name, room, Answers.reason(reason));
		if (outcome instanceof Outcome.NotDone) {
			String where = (room != null) ? " in " + room : "";
			return Answers.failure(WebEndpointResponse.STATUS_NOT_FOUND,
					"No member" + where + " is called " + name + ".");
		}
		return Answers.of(outcome);
	}

	/**
	 * Disconnects all members of a room.
	 * @param room the room's name; null when the request has none
	 * @param reason shown to the members; null for none
	 */
	@DeleteOperation
	public WebEndpointResponse<?> kickAll(@Nullable String room, @Nullable String reason) {
		return Answers.of(() -> (room != null)
				? Answers.of(this.chat.moderation().kickAll(Moderation.SERVER, room, Answers.reason(reason)))
				: Answers.badRequest("The room is missing. Add ?room=NAME."));
	}

	/**
	 * Who is in the chat, and where.
	 *
	 * @param members the members
	 * @param rooms the rooms
	 */
	record Overview(List<MemberView> members, List<RoomView> rooms) {
	}

	/**
	 * A room.
	 *
	 * @param name the room's name
	 * @param members how many are there
	 * @param topic the topic; empty if there is none
	 */
	record RoomView(String name, long members, String topic) {

		static RoomView of(RoomLine line) {
			return new RoomView(line.name(), line.members(), line.topic());
		}

	}

}
