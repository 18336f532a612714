package io.chatroom;

import java.nio.file.Path;
import java.util.Set;

import io.chatroom.chat.NamePolicy;
import io.chatroom.chat.RoomSettings;
import io.chatroom.log.redis.RedisLogSettings;
import io.chatroom.log.sqlite.StoreSettings;
import io.chatroom.tcp.TcpSettings;
import io.chatroom.tcp.accept.ProxySettings;
import io.chatroom.tcp.line.LineSettings;
import io.chatroom.tcp.out.OutboxLimits;
import io.chatroom.tcp.tls.TlsSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.StringUtils;

/**
 * The settings of the parts, made of {@link ChatProperties}. Checks what their
 * constraints cannot.
 *
 * @param chat the settings of the service
 */
record PartSettings(ChatProperties chat) {

	TcpSettings tcp() {
		ChatProperties.Tcp tcp = this.chat.tcp();
		ChatProperties.Limits limits = this.chat.limits();
		ChatProperties.Outbox outbox = this.chat.outbox();
		ChatProperties.Proxy proxy = this.chat.proxy();
		return new TcpSettings(
				new LineSettings(tcp.framing(), tcp.maxLineLength(), limits.messagesPerSecond(), limits.burst()),
				new OutboxLimits(outbox.maxBytes().toBytes(), outbox.stallTimeout()), tcp.drainTimeout(),
				limits.nameDeadline(), limits.idleTimeout(), new ProxySettings(proxy.trusted(), proxy.headerTimeout()));
	}

	/**
	 * Returns the settings of the TLS port, or null without an SSL bundle.
	 */
	@Nullable TlsSettings tls(SslBundles bundles) {
		ChatProperties.Tls tls = this.chat.tls();
		return StringUtils.hasText(tls.bundle())
				? new TlsSettings(new TlsEngines(bundles, tls.bundle(), tls.clientAuth()), tls.handshakeTimeout())
				: null;
	}

	/**
	 * Returns the settings of rooms.
	 * @param policy checks their names
	 */
	RoomSettings rooms(NamePolicy policy) {
		ChatProperties.Rooms rooms = this.chat.rooms();
		checkRooms(policy, "first", Set.of(rooms.first()));
		checkRooms(policy, "restricted", rooms.restricted());
		checkRooms(policy, "hidden", rooms.hidden());
		if (rooms.restricted().stream().anyMatch((room) -> policy.isSame(room, rooms.first()))) {
			throw new SettingException("chat.rooms.restricted", String.join(",", rooms.restricted()),
					"has the room in which everyone begins", null);
		}
		int maxLineLength = this.chat.tcp().maxLineLength();
		return new RoomSettings(rooms.first(), rooms.create(), rooms.max(), rooms.restricted(), rooms.hidden(),
				Motd.lines(rooms.motd(), maxLineLength), rooms.replay(), rooms.digestAbove(),
				this.chat.room().showAddress(), maxLineLength, this.chat.room().history(), historyBytes(),
				rooms.historyBytes().toBytes());
	}

	private static void checkRooms(NamePolicy policy, String setting, Set<String> rooms) {
		for (String room : rooms) {
			if (!policy.isRoom(room)) {
				throw new SettingException("chat.rooms." + setting, room,
						"is no name of a room: it has 1 to 24 letters, digits, '_', '-' or '.'", null);
			}
		}
	}

	/**
	 * Returns the names of the accounts that are operators'.
	 * @param policy checks them
	 */
	Set<String> operators(NamePolicy policy) {
		Set<String> operators = this.chat.accounts().operators();
		for (String name : operators) {
			if (!policy.isName(name)) {
				throw new SettingException("chat.accounts.operators", name,
						"is no name: it has 1 to 24 letters, digits, '_', '-' or '.', and is not reserved", null);
			}
		}
		return operators;
	}

	/**
	 * Returns the settings of the database. There is one unless the directory is empty.
	 */
	StoreSettings store() {
		ChatProperties.Data data = this.chat.data();
		ChatProperties.History history = this.chat.history();
		return new StoreSettings(Path.of(data.directory()), data.sync(), this.chat.room().history(), historyBytes(),
				history.keep(), history.maxBytes().toBytes());
	}

	/**
	 * Returns the settings of the log in Redis.
	 */
	RedisLogSettings redisLog() {
		return new RedisLogSettings(this.chat.room().history(), historyBytes(), this.chat.history().keep());
	}

	/**
	 * Returns the maximum memory of the events that a room keeps: a quarter of an outbox,
	 * so that a client is not evicted for the events that it asks for.
	 */
	private long historyBytes() {
		return Math.min(this.chat.room().historyBytes().toBytes(), this.chat.outbox().maxBytes().toBytes() / 4);
	}

}
