package io.chatroom.log.redis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

import io.chatroom.chat.Account;
import io.chatroom.chat.Records;
import io.chatroom.chat.Token;
import io.chatroom.protocol.Deed;
import io.chatroom.protocol.Deed.Action;
import io.chatroom.protocol.Sanction;
import io.chatroom.protocol.Sanction.Kind;
import io.chatroom.protocol.SignIn;
import io.lettuce.core.KeyValue;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import org.jspecify.annotations.Nullable;

/**
 * Records that all nodes share. Each change is one script. A change that was not answered
 * may be done all the same, and the operator sees that in the list of deeds. Any thread.
 */
public final class RedisRecords implements Records {

	private static final Script ADD = Script.read("account-add");

	private static final Script SET = Script.read("account-set");

	private static final Script REMOVE = Script.read("account-remove");

	private static final Script SIGNED_IN = Script.read("account-signed-in");

	private static final Script ADD_TOKEN = Script.read("token-add");

	private static final Script REMOVE_TOKEN = Script.read("token-remove");

	private static final Script PUT = Script.read("sanction-put");

	private static final Script LIFT = Script.read("sanction-lift");

	private final EngineConnection engine;

	private final Keys keys;

	/**
	 * Creates it.
	 */
	public RedisRecords(EngineConnection engine, Keys keys) {
		this.engine = engine;
		this.keys = keys;
	}

	@Override
	public @Nullable Account account(Collection<String> accountKeys) {
		return ask(() -> this.engine
			.<List<KeyValue<String, String>>>call(
					(commands) -> commands.hmget(key("account-keys"), accountKeys.toArray(String[]::new)))
			.stream()
			.filter(KeyValue::hasValue)
			.findFirst()
			.map((found) -> read(found.getValue()))
			.orElse(null));
	}

	private @Nullable Account read(String name) {
		return account(this.engine.<Map<String, String>>call((commands) -> commands.hgetall(key("account:" + name))));
	}

	private static @Nullable Account account(Map<String, String> fields) {
		if (fields.isEmpty()) {
			return null;
		}
		String address = fields.get("address");
		SignIn last = (address != null) ? new SignIn(time(fields, "signed-in"), address) : null;
		return new Account(get(fields, "name"), get(fields, "secret"), get(fields, "operator").equals("1"),
				time(fields, "made"), last);
	}

	@Override
	public List<Account> accounts() {
		return ask(() -> this.engine.<Set<String>>call((commands) -> commands.smembers(key("accounts")))
			.stream()
			.map(this::read)
			.filter(Objects::nonNull)
			.sorted(Comparator.comparing(Account::name))
			.toList());
	}

	@Override
	public boolean add(Account account, Collection<String> accountKeys, @Nullable Deed deed) {
		List<String> arguments = new ArrayList<>(List.of(account.name(), account.secret(),
				account.operator() ? "1" : "0", millis(account.made()), String.valueOf(accountKeys.size())));
		arguments.addAll(accountKeys);
		return change(ADD,
				List.of(key("account-keys"), key("accounts"), key("account:" + account.name()), key("deeds")),
				arguments, deed);
	}

	@Override
	public boolean setSecret(Account account, String fresh, @Nullable Deed deed) {
		return change(SET, List.of(key("account:" + account.name()), key("deeds")),
				List.of(account.secret(), "secret", fresh), deed);
	}

	@Override
	public boolean setOperator(String name, boolean operator, Deed deed) {
		return change(SET, List.of(key("account:" + name), key("deeds")), List.of("", "operator", operator ? "1" : "0"),
				deed);
	}

	@Override
	public boolean remove(Account account, @Nullable Deed deed) {
		return change(REMOVE, List.of(key("account-keys"), key("accounts"), key("account:" + account.name()),
				key("addresses:" + account.name()), key("tokens"), key("tokens:" + account.name()), key("deeds")),
				List.of(account.name(), account.secret()), deed);
	}

	@Override
	public @Nullable Account signedIn(Account account, SignIn signIn) {
		return ask(() -> {
			List<Object> before = this.engine.callScript(SIGNED_IN,
					List.of(key("account:" + account.name()), key("addresses:" + account.name()), key("sign-ins")),
					List.of(account.secret(), millis(signIn.at()), signIn.address(), String.valueOf(MOST_ADDRESSES)));
			Map<String, String> fields = new HashMap<>();
			for (int i = 0; i < before.size(); i += 2) {
				fields.put(String.valueOf(before.get(i)), String.valueOf(before.get(i + 1)));
			}
			return account(fields);
		});
	}

	@Override
	public boolean hasSignedInFrom(String name, String address) {
		return ask(() -> !this.engine
			.<List<@Nullable Double>>call((commands) -> commands.zmscore(key("addresses:" + name), address))
			.stream()
			.allMatch(Objects::isNull));
	}

	@Override
	public boolean add(Token token, int most, @Nullable Deed deed) {
		String text = String.join("\n", token.name(), millis(token.made()), token.account());
		return change(ADD_TOKEN, List.of(key("tokens"), key("account:" + token.account()),
				key("tokens:" + token.account()), key("deeds")), List.of(token.hash(), text, String.valueOf(most)),
				deed);
	}

	@Override
	public @Nullable Token token(String hash) {
		return ask(() -> this.engine
			.<List<KeyValue<String, String>>>call((commands) -> commands.hmget(key("tokens"), hash))
			.stream()
			.filter(KeyValue::hasValue)
			.findFirst()
			.map((found) -> token(hash, found.getValue()))
			.orElse(null));
	}

	@Override
	public List<Token> tokens(String account) {
		return ask(() -> this.engine.<List<String>>call((commands) -> commands.lrange(key("tokens:" + account), 0, -1))
			.stream()
			.map(this::token)
			.filter(Objects::nonNull)
			.toList());
	}

	private static Token token(String hash, String text) {
		String[] words = text.split("\n", 3);
		return new Token(hash, words[2], words[0], Instant.ofEpochMilli(Long.parseLong(words[1])));
	}

	@Override
	public boolean removeToken(String account, String name, @Nullable Deed deed) {
		return change(REMOVE_TOKEN, List.of(key("tokens"), key("tokens:" + account), key("deeds")), List.of(name),
				deed);
	}

	@Override
	public List<Sanction> sanctions(Instant now) {
		return ask(() -> {
			List<String> order = this.engine
				.<List<String>>call((commands) -> commands.zrange(key("sanctions-order"), 0, -1));
			Map<String, String> all = this.engine
				.<Map<String, String>>call((commands) -> commands.hgetall(key("sanctions")));
			List<Sanction> sanctions = new ArrayList<>();
			for (String subject : order) {
				String text = all.get(subject);
				Sanction sanction = (text != null) ? sanction(subject, text) : null;
				if (sanction != null && sanction.isOverAt(now)) {
					lift(subject, String.valueOf(text), null);
				}
				else if (sanction != null) {
					sanctions.add(sanction);
				}
			}
			return sanctions;
		});
	}

	@Override
	public void put(Sanction sanction, Deed deed) {
		Instant until = sanction.until();
		String text = String.join("\n", (until != null) ? millis(until) : "", millis(sanction.at()), sanction.by(),
				sanction.reason());
		change(PUT, List.of(key("sanctions"), key("sanctions-order"), key("sanctions-count"), key("deeds")),
				List.of(subject(sanction.kind(), sanction.subject()), text), deed);
	}

	private static String subject(Kind kind, String subject) {
		return kind + " " + subject;
	}

	private static Sanction sanction(String subject, String text) {
		String[] of = subject.split(" ", 2);
		String[] words = text.split("\n", 4);
		Instant until = words[0].isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(words[0]));
		return new Sanction(Kind.valueOf(of[0]), of[1], until, words[3], words[2],
				Instant.ofEpochMilli(Long.parseLong(words[1])));
	}

	@Override
	public boolean lift(Kind kind, String subject, Deed deed) {
		return lift(subject(kind, subject), "", deed);
	}

	private boolean lift(String subject, String text, @Nullable Deed deed) {
		return change(LIFT, List.of(key("sanctions"), key("sanctions-order"), key("deeds")), List.of(subject, text),
				deed);
	}

	@Override
	public void add(Deed deed) {
		Map<String, String> fields = fields(deed);
		ask(() -> this.engine.<String>call((commands) -> commands.xadd(key("deeds"), fields)));
	}

	@Override
	public List<Deed> deeds(int most) {
		return ask(() -> this.engine
			.<List<StreamMessage<String, String>>>call(
					(commands) -> commands.xrevrange(key("deeds"), Range.unbounded(), Limit.from(most)))
			.stream()
			.map((message) -> deed(message.getBody()))
			.toList()
			.reversed());
	}

	private static Deed deed(Map<String, String> fields) {
		return new Deed(time(fields, "at"), get(fields, "by"), Action.valueOf(get(fields, "action")),
				get(fields, "subject"), fields.containsKey("until") ? time(fields, "until") : null,
				get(fields, "reason"));
	}

	private static Map<String, String> fields(Deed deed) {
		Map<String, String> fields = new HashMap<>(Map.of("at", millis(deed.at()), "by", deed.by(), "action",
				deed.action().name(), "subject", deed.subject(), "reason", deed.reason()));
		Instant until = deed.until();
		if (until != null) {
			fields.put("until", millis(until));
		}
		return fields;
	}

	private boolean change(Script script, List<String> scriptKeys, List<String> arguments, @Nullable Deed deed) {
		List<String> all = new ArrayList<>(arguments);
		if (deed != null) {
			fields(deed).forEach((field, value) -> all.addAll(List.of(field, value)));
		}
		return ask(() -> this.engine.callScript(script, scriptKeys, all).getFirst().equals("OK"));
	}

	private String key(String what) {
		return this.keys.shared(what);
	}

	private static String millis(Instant time) {
		return String.valueOf(time.toEpochMilli());
	}

	private static Instant time(Map<String, String> fields, String field) {
		return Instant.ofEpochMilli(Long.parseLong(get(fields, field)));
	}

	private static String get(Map<String, String> fields, String field) {
		return Objects.requireNonNull(fields.get(field), field);
	}

	private static <T extends @Nullable Object> T ask(Supplier<T> question) {
		try {
			return question.get();
		}
		catch (EngineException ex) {
			throw RedisRegister.failed(ex);
		}
	}

}
