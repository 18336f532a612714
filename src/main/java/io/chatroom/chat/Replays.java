package io.chatroom.chat;

import java.util.List;
import java.util.function.Predicate;

import io.chatroom.protocol.Command.Resume;
import io.chatroom.protocol.Notices;
import io.chatroom.protocol.RefusalReason;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.Reply.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Sends clients what happened before. A room sends what it remembers; all before that is
 * read from the log, piece by piece, as fast as the client reads. Runs on the thread that
 * handles a client's lines, and holds no lock.
 */
final class Replays {

	/** How many entries are read from the log at a time. */
	private static final int PIECE = 200;

	private final RoomLog log;

	private final Outlet outlet;

	Replays(RoomLog log, Outlet outlet) {
		this.log = log;
		this.outlet = outlet;
	}

	/**
	 * Sends a member the last lines, actions and announcements of its room again.
	 * @param lines how many
	 * @throws RoomLogException if the log cannot be read; so do the other methods
	 */
	void history(Client client, int lines) {
		Room room = client.room;
		RoomReplay.Older older = room.call((locked) -> locked.replay().history(client, lines));
		if (older == null) {
			return;
		}
		Predicate<Entry> which = (entry) -> History.isSpoken(entry.event()) && client.filter.passes(entry, client.id);
		long from = older.before();
		int missing = older.missing();
		List<Entry> piece = before(room, from);
		while (missing > 0 && !piece.isEmpty() && client.life.ending() == null) {
			for (Entry entry : piece.reversed()) {
				if (missing > 0) {
					from = entry.seq();
					missing -= which.test(entry) ? 1 : 0;
				}
			}
			piece = (missing > 0) ? before(room, from) : List.of();
		}
		if (missing == lines) {
			room.tell(client, Notices.NOTHING_SAID);
		}
		replay(client, from - 1, older.last(), which);
	}

	private List<Entry> before(Room room, long seq) {
		return this.log.read(room.name(), Math.max(0, seq - 1 - PIECE), PIECE)
			.stream()
			.filter((entry) -> entry.seq() < seq)
			.toList();
	}

	/**
	 * Sends a member what it missed, up to what it received itself. A client without a
	 * name receives it when it joins.
	 */
	void resume(Client client, Resume resume) {
		Room room = client.room;
		Refused refused = refusal(client, resume);
		if (refused != null && refused.is(RefusalReason.TOO_NEW) && client.name == null && this.log.isShared()) {
			// it will be here when the join is, and is checked again then
			refused = null;
		}
		client.resume = (client.name == null && refused == null) ? resume : null;
		if (refused != null) {
			room.tell(client, refused);
		}
		else if (client.name != null) {
			replay(client, resume.seq(), client.followsAfter, (entry) -> client.filter.passes(entry, client.id));
		}
	}

	/**
	 * Lets a program follow its room, and sends it first what it missed.
	 * @param resume what it received last, or null to receive only what happens from now
	 * on
	 */
	void follow(Client program, @Nullable Resume resume) {
		if (resume == null) {
			program.room.run((locked) -> locked.clients().follow(program));
			return;
		}
		Refused refused = refusal(program, resume);
		if (refused != null) {
			program.room.tell(program, refused);
			return;
		}
		program.room.run((locked) -> locked.replay().begin(program, resume.seq()));
		follow(program, resume.seq());
	}

	private @Nullable Refused refusal(Client client, Resume resume) {
		Room room = client.room;
		Refused refused = refusal(client, resume, Long.MAX_VALUE);
		if (refused != null && refused.first() != null) {
			List<Entry> first = this.log.read(room.name(), 0, 1);
			return refusal(client, resume, first.isEmpty() ? Long.MAX_VALUE : first.getFirst().seq());
		}
		return refused;
	}

	private static @Nullable Refused refusal(Client client, Resume resume, long firstInLog) {
		return client.room.call((locked) -> locked.replay().refuse(client, resume, firstInLog));
	}

	/**
	 * Sends entries after a number, up to another. The client has received later ones, or
	 * receives them as they happen.
	 */
	private void replay(Client client, long after, long until, Predicate<Entry> which) {
		Room room = client.room;
		long sent = after;
		while (sent < until && !isOver(client) && !isRepeated(room, client, sent, until, which)) {
			List<Entry> piece = this.log.read(room.name(), sent, PIECE);
			for (Entry entry : piece) {
				if (entry.seq() <= until && which.test(entry)) {
					if (isOver(client)) {
						return;
					}
					room.run((locked) -> locked.replay().repeat(client, entry));
				}
			}
			// nothing if it was deleted meanwhile
			sent = piece.isEmpty() ? firstInMemory(room) - 1 : piece.getLast().seq();
		}
	}

	/**
	 * Sends a client that has joined what it missed, if its room does not remember that,
	 * and then lets it follow the room. Until then the client also receives from here
	 * what happens after its join: so nothing is left out, however slowly it reads.
	 */
	void catchUp(Client client) {
		Resume resume = client.resume;
		if (resume == null || client.name == null || !client.life.awaitApplied()) {
			return;
		}
		client.resume = null;
		if (client.welcome != null) {
			try {
				follow(client, resume.seq());
			}
			catch (RoomLogException ex) {
				client.room.tell(client, Refusals.CANNOT_READ);
				follows(client.room, client, Long.MAX_VALUE);
			}
		}
	}

	private void follow(Client client, long after) {
		Room room = client.room;
		long sent = after;
		while (!isOver(client) && !follows(room, client, sent)) {
			List<Entry> piece = this.log.read(room.name(), sent, PIECE);
			long first = piece.isEmpty() ? firstInMemory(room) : piece.getFirst().seq();
			if (first > sent + 1) {
				// deleted meanwhile
				room.tell(client, Refusals.tooOld(sent, first));
				sent = first - 1;
			}
			for (Entry entry : piece) {
				if (isOver(client)) {
					return;
				}
				room.run((locked) -> locked.replay().tellNext(client, entry));
				sent = entry.seq();
			}
		}
	}

	private static boolean isRepeated(Room room, Client client, long after, long until, Predicate<Entry> which) {
		return room.call((locked) -> locked.replay().repeat(client, after, until, which));
	}

	private static boolean follows(Room room, Client client, long sent) {
		return room.call((locked) -> locked.replay().followAfter(client, sent));
	}

	private static long firstInMemory(Room room) {
		return room.call((locked) -> locked.state().history().first());
	}

	/**
	 * Waits until the client has read most of what it was sent.
	 * @return whether it needs nothing more: it has ended
	 */
	private boolean isOver(Client client) {
		return !this.outlet.awaitSpace(client.id, () -> client.life.ending() == null);
	}

}
