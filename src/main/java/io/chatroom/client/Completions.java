package io.chatroom.client;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;

import io.chatroom.protocol.CommandSyntax;
import io.chatroom.protocol.Reply.Entered;
import io.chatroom.protocol.Reply.Help;
import io.chatroom.protocol.Reply.Members;
import io.chatroom.protocol.Reply.RoomLine;
import io.chatroom.protocol.Reply.Rooms;
import io.chatroom.protocol.Reply.SignedIn;
import io.chatroom.protocol.Reply.Told;
import io.chatroom.protocol.Reply.Usage;
import io.chatroom.protocol.Reply.Welcome;
import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Announced;
import io.chatroom.protocol.RoomEvent.Emoted;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.RoomEvent.Moved;
import io.chatroom.protocol.RoomEvent.Removed;
import io.chatroom.protocol.RoomEvent.Renamed;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.RoomEvent.TopicSet;
import io.chatroom.protocol.ServerEvent;
import io.chatroom.protocol.Stamped;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/**
 * Completes commands, and the names of known members and rooms, when Tab is pressed. Safe
 * for any thread.
 */
final class Completions implements Completer {

	/** Commands whose argument is a room. */
	private static final Pattern TAKES_ROOM = Pattern.compile("[#/](join|who)", Pattern.CASE_INSENSITIVE);

	/** The most rooms that the server lists. */
	private static final int MOST_LISTED = 50;

	private final Set<String> names = new ConcurrentSkipListSet<>(String.CASE_INSENSITIVE_ORDER);

	private final Set<String> rooms = new ConcurrentSkipListSet<>(String.CASE_INSENSITIVE_ORDER);

	/** The room in which the user is, which may be hidden and so not listed. */
	private volatile String room = "";

	private volatile List<Usage> commands = CommandSyntax.help(false).commands();

	/**
	 * Adds or removes the names and commands of an event.
	 */
	void learn(ServerEvent event) {
		switch (event) {
			case Stamped stamped -> learn(stamped.event());
			case Told told -> this.names.addAll(List.of(told.from(), told.to()));
			// may be one part of the list, so no name is removed
			case Members members when members.room() == null -> this.names.addAll(members.names());
			case Welcome welcome -> {
				this.names.add(welcome.name());
				in(welcome.room());
			}
			case Entered entered -> {
				here(entered.names());
				in(entered.room());
			}
			case Rooms list -> learn(list.rooms().stream().map(RoomLine::name).toList());
			case Help help -> this.commands = help.commands();
			case SignedIn signedIn -> this.commands = CommandSyntax.help(signedIn.operator()).commands();
			default -> {
				// a sender in the history may have left
			}
		}
	}

	private void learn(RoomEvent event) {
		switch (event) {
			case Said said -> this.names.add(said.from());
			case Emoted emoted -> this.names.add(emoted.from());
			case Joined joined -> this.names.add(joined.name());
			case Left left -> this.names.remove(left.name());
			case Removed removed -> this.names.remove(removed.name());
			case Renamed renamed -> {
				this.names.remove(renamed.from());
				this.names.add(renamed.to());
			}
			case Moved moved -> {
				this.names.remove(moved.name());
				this.rooms.add(moved.to());
			}
			case TopicSet topic -> this.names.add(topic.from());
			case Announced announced -> {
				// no name
			}
		}
	}

	private void in(String room) {
		this.room = room;
		this.rooms.add(room);
	}

	/**
	 * Adds rooms, and removes those that are gone if the list is whole.
	 */
	private void learn(List<String> listed) {
		if (listed.size() < MOST_LISTED) {
			this.rooms.removeIf((room) -> !room.equals(this.room) && !listed.contains(room));
		}
		this.rooms.addAll(listed);
	}

	/**
	 * Replaces all names with the members of the room.
	 */
	void here(List<String> members) {
		this.names.retainAll(Set.copyOf(members));
		this.names.addAll(members);
	}

	@Override
	public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
		boolean first = line.wordIndex() == 0;
		String word = line.word();
		boolean command = first && (word.startsWith("#") || word.startsWith("/"));
		if (command || (first && word.isEmpty())) {
			char mark = command ? word.charAt(0) : '#';
			this.commands.forEach((usage) -> candidates.add(candidate(mark, usage)));
		}
		if (line.wordIndex() == 1 && TAKES_ROOM.matcher(line.words().getFirst()).matches()) {
			String before = word.startsWith("#") ? "#" : "";
			this.rooms.forEach((room) -> candidates.add(new Candidate(before + room)));
		}
		else if (!command) {
			String before = word.startsWith("@") ? "@" : "";
			String after = (first && before.isEmpty()) ? ":" : "";
			this.names.forEach((name) -> candidates.add(new Candidate(before + name + after)));
		}
	}

	private static Candidate candidate(char mark, Usage command) {
		String word = mark + command.usage().split(" ", 2)[0].substring(1);
		String purpose = command.purpose().isEmpty() ? null : command.purpose();
		return new Candidate(word, word, null, purpose, null, null, true);
	}

}
