package io.chatroom.chat;

import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;

import io.chatroom.protocol.AddressRange;
import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.RefusalReason;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.Reply.Notice;
import io.chatroom.protocol.Sanction;
import io.chatroom.protocol.Sanction.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Applies sanctions to the clients that are connected to this node: to one that comes or
 * speaks, and to those whom a new sanction hits. Any thread, without a lock.
 */
final class Enforcement {

	private final Clients clients;

	private final Names names;

	private final Sanctions sanctions;

	private final InstantSource clock;

	private final RoomObserver observer;

	Enforcement(Clients clients, Names names, Sanctions sanctions, InstantSource clock, RoomObserver observer) {
		this.clients = clients;
		this.names = names;
		this.sanctions = sanctions;
		this.clock = clock;
		this.observer = observer;
	}

	/**
	 * Ends a client whose address is banned.
	 */
	void endIfBanned(Client client) {
		String ban = this.sanctions.banned(InetAddress.ofLiteral(client.origin.address()));
		if (ban != null) {
			this.clients.end(client, CloseReason.BANNED, ban);
		}
	}

	/**
	 * Ends a client if a name is banned.
	 * @param name the name that it is to have
	 * @return whether it is banned
	 */
	boolean endIfBanned(Client client, Name name) {
		Sanction ban = this.sanctions.ban(name);
		if (ban != null) {
			this.clients.end(client, CloseReason.BANNED, ban.toldAt(this.clock.instant()));
		}
		return ban != null;
	}

	/**
	 * Mutes a client if its name is muted, or that of its account.
	 */
	void muteIfSanctioned(Client client, Name name) {
		Identity identity = client.identity;
		Sanction mute = this.sanctions.mute(name);
		if (mute == null && identity != null) {
			mute = this.sanctions.mute(this.names.known(identity.account()));
		}
		if (mute != null) {
			client.mute = mute;
		}
	}

	/**
	 * Returns whether a client may not speak, and tells it why not.
	 */
	boolean isMuted(Client client) {
		Sanction mute = client.mute;
		if (mute == null) {
			return false;
		}
		Instant now = this.clock.instant();
		if (mute.isOverAt(now)) {
			client.mute = null;
			return false;
		}
		this.observer.refused(RefusalReason.MUTED);
		client.room.tell(client, Refusals.muted(mute, now));
		return true;
	}

	/**
	 * Returns which clients a sanction hits: those who come from the addresses, or those
	 * who have the name or own it.
	 * @param subject the subject of the sanction
	 */
	Predicate<Client> hitBy(String subject) {
		AddressRange range = Sanctions.range(subject);
		if (range != null) {
			return (client) -> range.contains(InetAddress.ofLiteral(client.origin.address()));
		}
		Name name = this.names.known(subject);
		String owner = this.names.owner(subject);
		return (client) -> client.id.equals(owner) || owns(client, name);
	}

	private boolean owns(Client client, Name name) {
		Identity identity = client.identity;
		return identity != null && name.isLike(this.names.known(identity.account()));
	}

	/**
	 * Mutes those whom a sanction hits, or removes them, and waits until they have left.
	 */
	void impose(Sanction sanction) {
		List<Client> hit = this.clients.those(hitBy(sanction.subject()));
		String told = sanction.toldAt(sanction.at());
		if (sanction.kind() == Kind.BAN) {
			hit.forEach((client) -> this.clients.remove(client, CloseReason.BANNED, told, sanction.by(),
					sanction.reason()));
			Clients.awaitGone(hit);
		}
		else {
			hit.forEach((client) -> mute(client, sanction, told));
		}
	}

	/**
	 * Lets those speak again whom a mute has hit. Nobody is connected whom a ban has hit.
	 * @param kind the kind of the sanction that was lifted
	 * @param subject its subject
	 */
	void lift(Kind kind, String subject) {
		if (kind == Kind.MUTE) {
			this.clients.those((client) -> isMutedAs(client, subject))
				.forEach((client) -> mute(client, null, "You are no longer muted."));
		}
	}

	private static boolean isMutedAs(Client client, String subject) {
		Sanction mute = client.mute;
		return mute != null && mute.subject().equals(subject);
	}

	private void mute(Client client, @Nullable Sanction mute, String told) {
		client.mute = mute;
		this.clients.tell(client, (state) -> new Notice(told));
	}

}
