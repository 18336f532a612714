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

/**
 * The settings of the parts that need several groups of {@link ChatProperties}.
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
	 * Returns the settings of rooms.
	 * @param policy checks their names
	 */
	RoomSettings rooms(NamePolicy policy) {
		ChatProperties.Rooms rooms = this.chat.rooms();
		rooms.check(policy);
		int maxLineLength = this.chat.tcp().maxLineLength();
		return new RoomSettings(rooms.first(), rooms.create(), rooms.max(), rooms.restricted(), rooms.hidden(),
				Motd.lines(rooms.motd(), maxLineLength), rooms.replay(), rooms.digestAbove(),
				this.chat.room().showAddress(), maxLineLength, this.chat.room().history(), historyBytes(),
				rooms.historyBytes().toBytes());
	}

	/**
	 * Returns the names of the accounts that are operators'.
	 * @param policy checks them
	 */
	Set<String> operators(NamePolicy policy) {
		this.chat.accounts().check(policy);
		return this.chat.accounts().operators();
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
