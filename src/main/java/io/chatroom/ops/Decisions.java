package io.chatroom.ops;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.chatroom.chat.ChatRoomService;
import io.chatroom.chat.Moderation;
import io.chatroom.chat.Outcome;
import io.chatroom.chat.Token;
import io.chatroom.chat.Tokens;
import io.chatroom.protocol.Deed;
import io.chatroom.protocol.Password;
import io.chatroom.protocol.Reply;
import io.chatroom.protocol.Reply.Refused;
import io.chatroom.protocol.Sanction;
import io.chatroom.protocol.Sentence;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * What an operator decides by HTTP: bans, mutes, accounts and tokens.
 */
final class Decisions {

	private static final int DEEDS = 100;

	private static final int MOST_DEEDS = 10_000;

	private final ChatRoomService chat;

	Decisions(ChatRoomService chat) {
		this.chat = chat;
	}

	/**
	 * Returns whether it has something under the first word of a path.
	 */
	static boolean has(String word) {
		return word.equals("accounts") || word.equals("bans") || word.equals("mutes") || word.equals("log")
				|| word.equals("tokens");
	}

	/**
	 * Returns what was decided.
	 * @param path {@code accounts}, {@code accounts/NAME}, {@code tokens/ACCOUNT},
	 * {@code bans}, or {@code log}
	 * @param last how many deeds of the log; null for 100
	 */
	WebEndpointResponse<?> read(List<String> path, @Nullable String last) {
		return switch (String.join("/", path)) {
			case "accounts" -> Answers.ok(this.chat.accounts().all());
			case "bans" -> Answers.ok(this.chat.sanctionAdministration().all().stream().map(SanctionView::of).toList());
			case "log" -> Answers.ok(this.chat.moderation().deeds(number(last)).stream().map(DeedView::of).toList());
			default -> path.getFirst().equals("tokens") ? tokens(path) : account(path);
		};
	}

	/**
	 * Returns the names of an account's tokens.
	 */
	private WebEndpointResponse<?> tokens(List<String> path) {
		List<Token> tokens = (path.size() == 2) ? this.chat.tokens().of(path.get(1)) : null;
		return (tokens != null) ? Answers.ok(tokens.stream().map(TokenView::of).toList())
				: Answers.nothingThere(String.join("/", path));
	}

	/**
	 * Makes a token.
	 * @param path {@code tokens/ACCOUNT/NAME}
	 */
	WebEndpointResponse<?> token(List<String> path) {
		if (path.size() != 3) {
			return Answers.nothingThere(String.join("/", path));
		}
		return switch (this.chat.tokens().make(path.get(1), path.get(2), Moderation.SERVER)) {
			case Tokens.Made.Secret(String secret) -> Answers.ok(Map.of("token", secret));
			case Tokens.Made.NotMade(Refused why) -> Answers.of(new Outcome.NotDone(why));
		};
	}

	private WebEndpointResponse<?> revoke(List<String> path) {
		if (path.size() != 3) {
			return Answers.nothingThere(String.join("/", path));
		}
		Refused refused = this.chat.tokens().revoke(path.get(1), path.get(2), Moderation.SERVER);
		return (refused != null) ? Answers.of(new Outcome.NotDone(refused))
				: new WebEndpointResponse<>(WebEndpointResponse.STATUS_NO_CONTENT);
	}

	private static int number(@Nullable String last) {
		if (last != null && !last.matches("[1-9][0-9]{0,8}")) {
			throw new IllegalArgumentException("The parameter last is not a number.");
		}
		return (last != null) ? Math.min(Integer.parseInt(last), MOST_DEEDS) : DEEDS;
	}

	private WebEndpointResponse<?> account(List<String> path) {
		Reply.Account account = (path.size() == 2 && path.getFirst().equals("accounts"))
				? this.chat.accounts().find(path.get(1)) : null;
		return (account != null) ? Answers.ok(account) : Answers.nothingThere(String.join("/", path));
	}

	/**
	 * Bans or mutes.
	 * @param path {@code bans/SUBJECT} or {@code mutes/NAME}
	 */
	WebEndpointResponse<?> sentence(List<String> path, @Nullable String duration, String reason) {
		Duration length = (duration != null) ? Sentence.length(duration) : null;
		if (duration != null && length == null) {
			return Answers
				.badRequest("'" + duration + "' is not a duration such as 10m, 2h or 7d, of at most ten years.");
		}
		Sentence sentence = new Sentence(rest(path), length, reason);
		return switch (path.getFirst()) {
			case "bans" -> Answers.of(this.chat.sanctionAdministration().ban(sentence));
			case "mutes" -> Answers.of(this.chat.sanctionAdministration().mute(Moderation.SERVER, sentence));
			default -> Answers.nothingThere(String.join("/", path));
		};
	}

	private static String rest(List<String> path) {
		return String.join("/", path.subList(1, path.size()));
	}

	/**
	 * Gives an account a password, or a role.
	 */
	WebEndpointResponse<?> change(String name, @Nullable String password, @Nullable String role) {
		if ((password == null) == (role == null)) {
			return Answers.badRequest("Send either \"password\" or \"role\".");
		}
		if (password != null) {
			return Answers.of(this.chat.accounts().setPassword(name, new Password(password)));
		}
		return switch (String.valueOf(role)) {
			case "operator" -> Answers.of(this.chat.accounts().setOperator(name, true));
			case "member" -> Answers.of(this.chat.accounts().setOperator(name, false));
			default -> Answers.badRequest("The role is neither operator nor member.");
		};
	}

	/**
	 * Lifts a ban or a mute, or deletes an account.
	 * @param path {@code bans/SUBJECT}, {@code mutes/NAME}, or {@code accounts/NAME}
	 */
	WebEndpointResponse<?> lift(List<String> path) {
		if (path.size() < 2) {
			return Answers.nothingThere(String.join("/", path));
		}
		String subject = rest(path);
		return switch (path.getFirst()) {
			case "bans" -> Answers.of(this.chat.sanctionAdministration().unban(Moderation.SERVER, subject));
			case "mutes" -> Answers.of(this.chat.sanctionAdministration().unmute(Moderation.SERVER, subject));
			case "accounts" -> Answers.of(this.chat.accounts().remove(subject));
			case "tokens" -> revoke(path);
			default -> Answers.nothingThere(String.join("/", path));
		};
	}

	/**
	 * A token, without what its hash is of.
	 */
	private record TokenView(String name, Instant made) {

		static TokenView of(Token token) {
			return new TokenView(token.name(), token.made());
		}

	}

	/**
	 * A ban or a mute, as {@code #bans} shows it in JSON.
	 */
	private record SanctionView(String kind, String subject, String by, Instant at, @Nullable Instant until,
			String reason) {

		static SanctionView of(Sanction sanction) {
			return new SanctionView(RoomMeters.label(sanction.kind()), sanction.subject(), sanction.by(), sanction.at(),
					sanction.until(), sanction.reason());
		}

	}

	/**
	 * What an operator did, as {@code #log} shows it in JSON.
	 */
	private record DeedView(Instant at, String by, String action, String subject, @Nullable Instant until,
			String reason) {

		static DeedView of(Deed deed) {
			return new DeedView(deed.at(), deed.by(), RoomMeters.label(deed.action()), deed.subject(), deed.until(),
					deed.reason());
		}

	}

}
