package io.chatroom.log.redis;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.chatroom.chat.NodeMessage;
import io.chatroom.chat.NodeMessage.Clear;
import io.chatroom.chat.NodeMessage.End;
import io.chatroom.chat.NodeMessage.EndOthers;
import io.chatroom.chat.NodeMessage.EndPrograms;
import io.chatroom.chat.NodeMessage.Find;
import io.chatroom.chat.NodeMessage.Identify;
import io.chatroom.chat.NodeMessage.Impose;
import io.chatroom.chat.NodeMessage.Lift;
import io.chatroom.chat.NodeMessage.Tell;
import io.chatroom.chat.Presence;
import io.chatroom.chat.Rank;
import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Sanction;
import io.chatroom.protocol.Sanction.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A message between nodes as fields of an entry in an inbox. A field that is missing is
 * null.
 */
final class MessageFields {

	private final Map<String, String> fields;

	private final ThisNode node;

	/**
	 * Reads fields.
	 * @param node the node that has received them
	 */
	MessageFields(Map<String, String> fields, ThisNode node) {
		this.fields = fields;
		this.node = node;
	}

	private MessageFields(ThisNode node, String type) {
		this(new LinkedHashMap<>(), node);
		with("type", type);
	}

	/**
	 * Writes a message.
	 * @param node the node that sends it
	 */
	static MessageFields of(NodeMessage message, ThisNode node) {
		return switch (message) {
			case Find find -> new MessageFields(node, "find").client("client", find.client());
			case Tell tell -> new MessageFields(node, "tell").client("client", tell.client())
				.with("from", tell.from())
				.client("sender", tell.sender())
				.with("at", tell.at().toString())
				.with("text", tell.text());
			case End end -> new MessageFields(node, "end").client("client", end.client())
				.with("reason", end.reason().name())
				.with("words", end.lastWords())
				.with("by", end.by())
				.with("why", end.why());
			case Clear clear -> new MessageFields(node, "clear").with("room", clear.room())
				.with("by", clear.by())
				.with("why", clear.why());
			case EndOthers others -> new MessageFields(node, "end-others").with("account", others.account())
				.client("client", others.client());
			case EndPrograms programs -> new MessageFields(node, "end-programs").with("account", programs.account());
			case Identify identify -> new MessageFields(node, "identify").with("account", identify.account())
				.with("rank", identify.rank().name());
			case Impose impose -> new MessageFields(node, "impose").sanction(impose.sanction());
			case Lift lift ->
				new MessageFields(node, "lift").with("kind", lift.kind().name()).with("subject", lift.subject());
		};
	}

	/**
	 * Writes an answer.
	 */
	static MessageFields of(@Nullable Presence answer, ThisNode node) {
		MessageFields fields = new MessageFields(node, "answer");
		return (answer != null)
				? fields.with("room", answer.room()).with("name", answer.name()).with("account", answer.account())
				: fields;
	}

	/**
	 * Reads the message, or returns null if this version does not know it.
	 */
	@Nullable NodeMessage message() {
		return switch (text("type")) {
			case "find" -> new Find(client("client"));
			case "tell" ->
				new Tell(client("client"), text("from"), client("sender"), Instant.parse(text("at")), text("text"));
			case "end" ->
				new End(client("client"), CloseReason.valueOf(text("reason")), text("words"), get("by"), text("why"));
			case "clear" -> new Clear(text("room"), text("by"), text("why"));
			case "end-others" -> new EndOthers(text("account"), client("client"));
			case "end-programs" -> new EndPrograms(text("account"));
			case "identify" -> new Identify(text("account"), Rank.valueOf(text("rank")));
			case "impose" -> new Impose(sanction());
			case "lift" -> new Lift(Kind.valueOf(text("kind")), text("subject"));
			default -> null;
		};
	}

	boolean isAnswer() {
		return text("type").equals("answer");
	}

	/**
	 * Reads the answer.
	 */
	@Nullable Presence answer() {
		String room = get("room");
		return (room != null) ? new Presence(get("name"), room, get("account")) : null;
	}

	private MessageFields sanction(Sanction sanction) {
		Instant until = sanction.until();
		return with("kind", sanction.kind().name()).with("subject", sanction.subject())
			.with("until", (until != null) ? until.toString() : null)
			.with("reason", sanction.reason())
			.with("by", sanction.by())
			.with("at", sanction.at().toString());
	}

	private Sanction sanction() {
		String until = get("until");
		return new Sanction(Kind.valueOf(text("kind")), text("subject"), (until != null) ? Instant.parse(until) : null,
				text("reason"), text("by"), Instant.parse(text("at")));
	}

	MessageFields with(String field, @Nullable String value) {
		if (value != null) {
			this.fields.put(field, value);
		}
		return this;
	}

	private MessageFields client(String field, String client) {
		return with(field, this.node.kept(client));
	}

	private String client(String field) {
		return this.node.known(text(field));
	}

	@Nullable String get(String field) {
		return this.fields.get(field);
	}

	private String text(String field) {
		String value = get(field);
		if (value == null) {
			throw new IllegalArgumentException("A message has no " + field);
		}
		return value;
	}

	Map<String, String> fields() {
		return this.fields;
	}

}
