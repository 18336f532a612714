package io.chatroom.chat;

import java.util.List;
import java.util.function.Predicate;

import io.chatroom.protocol.Command.Resume;
import io.chatroom.protocol.Format;
import io.chatroom.protocol.Notices;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.Reply.Notice;
import io.chatroom.protocol.Reply.Prompt;
import io.chatroom.protocol.Reply.Refused;
import io.chatroom.protocol.Reply.Welcome;
import io.chatroom.protocol.TextLines;
import org.jspecify.annotations.Nullable;

/**
 * Sends clients again what a room remembers, and lets those follow it that missed
 * something. {@link Replays} reads from the log what the room does not remember. Guarded
 * by the room's lock.
 */
final class RoomReplay {

	private final RoomState state;

	private final RoomOutput output;

	private final List<String> motd;

	/** Whether entries that are not in memory can be read from the log. */
	private final boolean canReadLog;

	RoomReplay(RoomState state, RoomOutput output, List<String> motd, boolean canReadLog) {
		this.state = state;
		this.output = output;
		this.motd = motd;
		this.canReadLog = canReadLog;
	}

	/**
	 * Returns why a client cannot resume, or null if it can.
	 * @param firstInLog the number of the first entry that can be read from the log
	 */
	@Nullable Refused refuse(Client client, Resume resume, long firstInLog) {
		return (client.format == Format.JSON) ? this.state.refuse(resume, firstInLog) : Refusals.NEEDS_JSON;
	}

	/**
	 * Sends a client that joins now what it missed, if it wants to resume.
	 * @return false if some of that is in the log alone; then nothing is sent
	 */
	boolean resume(Client client) {
		Resume resume = client.resume;
		if (resume == null) {
			return true;
		}
		if (client.format == Format.JSON && this.canReadLog && !this.state.history().reaches(resume.seq())) {
			return false;
		}
		// checked again: the history may have dropped entries since
		Refused refusal = refuse(client, resume, Long.MAX_VALUE);
		if (refusal != null) {
			this.output.send(client, refusal);
		}
		else {
			this.output.replay(client, between(resume.seq(), client.followsAfter));
		}
		return true;
	}

	/**
	 * Welcomes a client that has joined, once.
	 */
	void welcome(Client client) {
		Welcome welcome = client.welcome;
		if (welcome != null) {
			client.welcome = null;
			this.output.send(client, welcome);
			this.motd.forEach((line) -> this.output.send(client, new Notice(line)));
		}
	}

	/**
	 * Begins to send a program what it missed.
	 * @param seq the number of the last event that it received
	 */
	void begin(Client program, long seq) {
		// all of it is sent as replayed
		program.followsAfter = Long.MAX_VALUE;
		Prompt now = this.state.prompt();
		this.output.send(program, new Prompt(now.room(), now.epoch(), seq, TextLines.GREETING));
	}

	/**
	 * Lets a client that has joined follow the room, if all entries that it was not sent
	 * are in memory: it is sent these first.
	 * @param sent the number of the last entry that it was sent
	 * @return false if some are not in memory
	 */
	boolean followAfter(Client client, long sent) {
		boolean reached = this.state.history().reaches(sent);
		if (reached) {
			between(sent, Long.MAX_VALUE).forEach((entry) -> tellMissed(client, entry));
			welcome(client);
			this.output.follow(client, true);
		}
		return reached;
	}

	/**
	 * Sends a client that has joined, and does not follow the room yet, its next entry
	 * from the log.
	 */
	void tellNext(Client client, Entry entry) {
		tellMissed(client, this.state.seen(entry));
	}

	/**
	 * Sends an entry as the client would have received it: before its own join as
	 * replayed, and after that as live.
	 */
	private void tellMissed(Client client, Entry entry) {
		if (entry.seq() <= client.followsAfter) {
			this.output.replay(client, List.of(entry));
			return;
		}
		welcome(client);
		if (entry.seq() > client.followsAfter + 1) {
			this.output.tell(client, entry);
		}
	}

	private List<Entry> between(long after, long until) {
		return this.state.history().between(after, until, (entry) -> true);
	}

	/**
	 * Sends a client entries again, if they are in memory.
	 * @param after the number of the entry before the first
	 * @param until the number of the last
	 * @param which which of them
	 * @return false if some are not in memory
	 */
	boolean repeat(Client client, long after, long until, Predicate<Entry> which) {
		boolean reached = this.state.history().reaches(after);
		if (reached) {
			this.output.replay(client, this.state.history().between(after, until, which));
		}
		return reached;
	}

	/**
	 * Sends a client an entry from the log again.
	 */
	void repeat(Client client, Entry entry) {
		this.output.replay(client, List.of(this.state.seen(entry)));
	}

	/**
	 * Returns the last lines, actions and announcements that are in memory, without those
	 * that a client does not want to receive.
	 * @param lines how many at most
	 */
	List<Entry> spoken(Client client, int lines) {
		return this.state.history().spoken(lines, (entry) -> client.filter.passes(entry, client.id));
	}

	/**
	 * Sends a client the last lines, actions and announcements again, unless some of them
	 * may be in the log alone.
	 * @param lines how many
	 * @return null if they were sent
	 */
	@Nullable Older history(Client client, int lines) {
		List<Entry> spoken = spoken(client, lines);
		long first = this.state.history().first();
		if (this.canReadLog && spoken.size() < lines && first > 1) {
			return new Older(first, this.state.history().last(), lines - spoken.size());
		}
		if (spoken.isEmpty()) {
			this.output.send(client, Notices.NOTHING_SAID);
		}
		this.output.replay(client, spoken);
		return null;
	}

	/**
	 * What a room does not remember of the last lines.
	 *
	 * @param before the number of the first entry that it remembers
	 * @param last the number of the last one
	 * @param missing how many lines must be found before
	 */
	record Older(long before, long last, int missing) {
	}

}
