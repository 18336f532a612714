package io.chatroom.chat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import io.chatroom.protocol.CloseReason;

/**
 * Takes a name for its owner from the client that has it. Runs on the thread that handles
 * a client's lines, and holds no lock.
 */
final class NameRecovery {

	/** A ghost leaves when the line of it that is being handled is done. */
	private static final Duration GHOST_LEAVES = Duration.ofSeconds(20);

	private static final long MOST_PAUSE_NANOS = 50_000_000;

	private final AllClients allClients;

	private final Names names;

	NameRecovery(AllClients allClients, Names names) {
		this.allClients = allClients;
		this.names = names;
	}

	/**
	 * Claims a name that the client owns. A client that has it is closed first.
	 * @return false if that takes too long
	 */
	boolean claim(Client client, Name name) {
		long asked = System.nanoTime();
		long pause = 1_000_000;
		while (!this.names.claim(name, client.id, client.life)) {
			AllClients.Found ghost = this.allClients.named(name.text());
			if (ghost != null && isShownAs(ghost.presence(), name)) {
				this.allClients.ask(new NodeMessage.End(ghost.id(), CloseReason.SIGNED_IN_ELSEWHERE,
						CloseReason.SIGNED_IN_ELSEWHERE.lastWords(), null, ""));
			}
			else {
				// its join or leave is being applied, or the name is about to be given
				// back
				LockSupport.parkNanos(pause);
				pause = Math.min(2 * pause, MOST_PAUSE_NANOS);
			}
			if (System.nanoTime() - asked > GHOST_LEAVES.toNanos() || client.life.ending() != null) {
				return false;
			}
		}
		return true;
	}

	private boolean isShownAs(Presence ghost, Name name) {
		String shown = ghost.name();
		return shown != null && this.names.known(shown).isLike(name);
	}

}
