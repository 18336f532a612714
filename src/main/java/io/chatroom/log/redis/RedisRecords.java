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

import io.chatroom.chat.Account;
import io.chatroom.chat.Records;
import io.chatroom.chat.Token;
import io.chatroom.protocol.Deed;
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
		return EngineException.orIoFailure(() -> this.engine
			.<List<KeyValue<String, String>>>call(
					(commands) -> commands.hmget(key("account-keys"), accountKeys.toArray(String[]::new)))
			.stream()
			.filter(KeyValue::hasValue)
			.findFirst()
			.map((found) -> read(found.getValue()))
			.orElse(null));
	}

	private @Nullable Account read(String name) {
		return RecordTexts
			.account(this.engine.<Map<String, String>>call((commands) -> commands.hgetall(key("account:" + name))));
	}

	@Override
	public List<Account> accounts() {
		return EngineException
			.orIoFailure(() -> this.engine.<Set<String>>call((commands) -> commands.smembers(key("accounts")))
				.stream()
				.map(this::read)
				.filter(Objects::nonNull)
				.sorted(Comparator.comparing(Account::name))
				.toList());
	}

	@Override
	public boolean add(Account account, Collection<String> accountKeys, @Nullable Deed deed) {
		List<String> arguments = new ArrayList<>(
				List.of(account.name(), account.secret(), RecordTexts.operator(account.operator()),
						RecordTexts.millis(account.made()), String.valueOf(accountKeys.size())));
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
		return change(SET, List.of(key("account:" + name), key("deeds")),
				List.of("", "operator", RecordTexts.operator(operator)), deed);
	}

	@Override
	public boolean remove(Account account, @Nullable Deed deed) {
		return change(REMOVE, List.of(key("account-keys"), key("accounts"), key("account:" + account.name()),
				key("addresses:" + account.name()), key("tokens"), key("tokens:" + account.name()), key("deeds")),
				List.of(account.name(), account.secret()), deed);
	}

	@Override
	public @Nullable Account signedIn(Account account, SignIn signIn) {
		return EngineException.orIoFailure(() -> {
			List<Object> before = this.engine.callScript(SIGNED_IN,
					List.of(key("account:" + account.name()), key("addresses:" + account.name()), key("sign-ins")),
					List.of(account.secret(), RecordTexts.millis(signIn.at()), signIn.address(),
							String.valueOf(MOST_ADDRESSES)));
			Map<String, String> fields = new HashMap<>();
			for (int i = 0; i < before.size(); i += 2) {
				fields.put(String.valueOf(before.get(i)), String.valueOf(before.get(i + 1)));
			}
			return RecordTexts.account(fields);
		});
	}

	@Override
	public boolean hasSignedInFrom(String name, String address) {
		return EngineException.orIoFailure(() -> !this.engine
			.<List<@Nullable Double>>call((commands) -> commands.zmscore(key("addresses:" + name), address))
			.stream()
			.allMatch(Objects::isNull));
	}

	@Override
	public boolean add(Token token, int most, @Nullable Deed deed) {
		return change(ADD_TOKEN, List.of(key("tokens"), key("account:" + token.account()),
				key("tokens:" + token.account()), key("deeds")),
				List.of(token.hash(), RecordTexts.text(token), String.valueOf(most)), deed);
	}

	@Override
	public @Nullable Token token(String hash) {
		return EngineException.orIoFailure(() -> this.engine
			.<List<KeyValue<String, String>>>call((commands) -> commands.hmget(key("tokens"), hash))
			.stream()
			.filter(KeyValue::hasValue)
			.findFirst()
			.map((found) -> RecordTexts.token(hash, found.getValue()))
			.orElse(null));
	}

	@Override
	public List<Token> tokens(String account) {
		return EngineException.orIoFailure(
				() -> this.engine.<List<String>>call((commands) -> commands.lrange(key("tokens:" + account), 0, -1))
					.stream()
					.map(this::token)
					.filter(Objects::nonNull)
					.toList());
	}

	@Override
	public boolean removeToken(String account, String name, @Nullable Deed deed) {
		return change(REMOVE_TOKEN, List.of(key("tokens"), key("tokens:" + account), key("deeds")), List.of(name),
				deed);
	}

	@Override
	public List<Sanction> sanctions(Instant now) {
		return EngineException.orIoFailure(() -> {
			List<String> order = this.engine
				.<List<String>>call((commands) -> commands.zrange(key("sanctions-order"), 0, -1));
			Map<String, String> all = this.engine
				.<Map<String, String>>call((commands) -> commands.hgetall(key("sanctions")));
			List<Sanction> sanctions = new ArrayList<>();
			for (String subject : order) {
				String text = all.get(subject);
				Sanction sanction = (text != null) ? RecordTexts.sanction(subject, text) : null;
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
		change(PUT, List.of(key("sanctions"), key("sanctions-order"), key("sanctions-count"), key("deeds")),
				List.of(RecordTexts.subject(sanction.kind(), sanction.subject()), RecordTexts.text(sanction)), deed);
	}

	@Override
	public boolean lift(Kind kind, String subject, Deed deed) {
		return lift(RecordTexts.subject(kind, subject), "", deed);
	}

	private boolean lift(String subject, String text, @Nullable Deed deed) {
		return change(LIFT, List.of(key("sanctions"), key("sanctions-order"), key("deeds")), List.of(subject, text),
				deed);
	}

	@Override
	public void add(Deed deed) {
		Map<String, String> fields = RecordTexts.fields(deed);
		EngineException.orIoFailure(() -> this.engine.<String>call((commands) -> commands.xadd(key("deeds"), fields)));
	}

	@Override
	public List<Deed> deeds(int most) {
		return EngineException.orIoFailure(() -> this.engine
			.<List<StreamMessage<String, String>>>call(
					(commands) -> commands.xrevrange(key("deeds"), Range.unbounded(), Limit.from(most)))
			.stream()
			.map((message) -> RecordTexts.deed(message.getBody()))
			.toList()
			.reversed());
	}

	private boolean change(Script script, List<String> scriptKeys, List<String> arguments, @Nullable Deed deed) {
		List<String> all = new ArrayList<>(arguments);
		if (deed != null) {
			RecordTexts.fields(deed).forEach((field, value) -> all.addAll(List.of(field, value)));
		}
		return EngineException
			.orIoFailure(() -> this.engine.callScript(script, scriptKeys, all).getFirst().equals("OK"));
	}

	private String key(String what) {
		return this.keys.shared(what);
	}

}
