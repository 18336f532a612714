package io.chatroom.chat;

import io.chatroom.protocol.Command;
import io.chatroom.protocol.Notices;
import io.chatroom.protocol.Reply;

/**
 * What operators do from inside the chat. Runs on the thread that handles a client's
 * lines, and holds no lock.
 */
final class OperatorCommands {

	private final Moderation moderation;

	private final SanctionAdministration sanctions;

	OperatorCommands(Moderation moderation, SanctionAdministration sanctions) {
		this.moderation = moderation;
		this.sanctions = sanctions;
	}

	void kick(Client client, String by, Command.Kick kick) {
		tell(client, this.moderation.kick(by, kick.name(), null, kick.reason()));
	}

	void mute(Client client, String by, Command.Mute mute) {
		tell(client, this.sanctions.mute(by, mute.sentence()));
	}

	void unmute(Client client, String by, Command.Unmute unmute) {
		tell(client, this.sanctions.unmute(by, unmute.name()));
	}

	void ban(Client client, String by, Command.Ban ban) {
		tell(client, this.sanctions.ban(by, client, ban.sentence()));
	}

	void unban(Client client, String by, Command.Unban unban) {
		tell(client, this.sanctions.unban(by, unban.subject()));
	}

	void bans(Client client) {
		client.room.tell(client, new Reply.Sanctions(this.sanctions.all()));
	}

	void announce(Client client, String by, Command.Announce announce) {
		if (this.moderation.announce(by, announce.text(), null) instanceof Outcome.NotDone notDone) {
			client.room.tell(client, notDone.why());
		}
	}

	void log(Client client, Command.Log log) {
		client.room.tell(client, new Reply.Deeds(this.moderation.deeds(log.deeds())));
	}

	private static void tell(Client client, Outcome outcome) {
		client.room.tell(client, switch (outcome) {
			case Outcome.Done done -> Notices.done(done.deed());
			case Outcome.NotDone notDone -> notDone.why();
		});
	}

}
