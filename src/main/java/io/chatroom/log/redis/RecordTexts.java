package io.chatroom.log.redis;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import io.chatroom.chat.Account;
import io.chatroom.chat.Token;
import io.chatroom.protocol.Deed;
import io.chatroom.protocol.Deed.Action;
import io.chatroom.protocol.Sanction;
import io.chatroom.protocol.Sanction.Kind;
import io.chatroom.protocol.SignIn;
import org.jspecify.annotations.Nullable;

/**
 * How records are written in the engine: accounts and deeds as fields, tokens and
 * sanctions as lines of a text, times in milliseconds since 1970.
 */
final class RecordTexts {

	private RecordTexts() {
	}

	/**
	 * Reads an account.
	 * @return null if there are no fields
	 */
	static @Nullable Account account(Map<String, String> fields) {
		if (fields.isEmpty()) {
			return null;
		}
		String address = fields.get("address");
		SignIn last = (address != null) ? new SignIn(time(fields, "signed-in"), address) : null;
		return new Account(get(fields, "name"), get(fields, "secret"), get(fields, "operator").equals("1"),
				time(fields, "made"), last);
	}

	/**
	 * Writes whether an account is an operator's.
	 */
	static String operator(boolean operator) {
		return operator ? "1" : "0";
	}

	/**
	 * Writes a token without its hash.
	 */
	static String text(Token token) {
		return String.join("\n", token.name(), millis(token.made()), token.account());
	}

	/**
	 * Reads a token.
	 */
	static Token token(String hash, String text) {
		String[] words = text.split("\n", 3);
		return new Token(hash, words[2], words[0], time(words[1]));
	}

	/**
	 * Writes whom a sanction is on.
	 */
	static String subject(Kind kind, String subject) {
		return kind + " " + subject;
	}

	/**
	 * Writes a sanction without its subject.
	 */
	static String text(Sanction sanction) {
		Instant until = sanction.until();
		return String.join("\n", (until != null) ? millis(until) : "", millis(sanction.at()), sanction.by(),
				sanction.reason());
	}

	/**
	 * Reads a sanction.
	 */
	static Sanction sanction(String subject, String text) {
		String[] of = subject.split(" ", 2);
		String[] words = text.split("\n", 4);
		return new Sanction(Kind.valueOf(of[0]), of[1], words[0].isEmpty() ? null : time(words[0]), words[3], words[2],
				time(words[1]));
	}

	/**
	 * Writes a deed.
	 */
	static Map<String, String> fields(Deed deed) {
		Map<String, String> fields = new HashMap<>(Map.of("at", millis(deed.at()), "by", deed.by(), "action",
				deed.action().name(), "subject", deed.subject(), "reason", deed.reason()));
		Instant until = deed.until();
		if (until != null) {
			fields.put("until", millis(until));
		}
		return fields;
	}

	/**
	 * Reads a deed.
	 */
	static Deed deed(Map<String, String> fields) {
		return new Deed(time(fields, "at"), get(fields, "by"), Action.valueOf(get(fields, "action")),
				get(fields, "subject"), fields.containsKey("until") ? time(fields, "until") : null,
				get(fields, "reason"));
	}

	static String millis(Instant time) {
		return String.valueOf(time.toEpochMilli());
	}

	private static Instant time(String millis) {
		return Instant.ofEpochMilli(Long.parseLong(millis));
	}

	private static Instant time(Map<String, String> fields, String field) {
		return time(get(fields, field));
	}

	private static String get(Map<String, String> fields, String field) {
		return Objects.requireNonNull(fields.get(field), field);
	}

}
