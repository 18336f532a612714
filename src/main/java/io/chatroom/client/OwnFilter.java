package io.chatroom.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.chatroom.protocol.Command;
import io.chatroom.protocol.CommandSyntax;
import io.chatroom.protocol.Replayed;
import io.chatroom.protocol.Reply.Told;
import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Emoted;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.RoomEvent.Moved;
import io.chatroom.protocol.RoomEvent.Renamed;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.ServerEvent;
import io.chatroom.protocol.Stamped;

/**
 * What the user does not want to receive: {@code #quiet} and {@code #ignore}. The server
 * forgets it with the connection, so the client keeps it. Used by the reader thread only.
 */
final class OwnFilter {

	private boolean quiet;

	/** Current names by the names that were typed. */
	private final Map<String, String> ignored = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	/**
	 * Follows a command of the user that the server has run.
	 */
	void ran(Command command) {
		switch (command) {
			case Command.Quiet(Boolean on) -> this.quiet = (on != null) ? on : !this.quiet;
			case Command.Ignore(String name) when name != null -> this.ignored.put(name, name);
			case Command.Unignore(String name) -> this.ignored.entrySet()
				.removeIf((one) -> one.getKey().equalsIgnoreCase(name) || one.getValue().equalsIgnoreCase(name));
			default -> {
				// changes nothing here
			}
		}
	}

	/**
	 * Follows somebody who is ignored to another name, as the server does.
	 */
	void renamed(Renamed renamed) {
		this.ignored.replaceAll((typed, name) -> name.equalsIgnoreCase(renamed.from()) ? renamed.to() : name);
	}

	/**
	 * Returns whether the server would not send an event.
	 */
	boolean hides(ServerEvent event) {
		return switch (event) {
			case Stamped stamped -> hides(stamped.event());
			case Replayed replayed -> hides(replayed.stamped().event());
			case Told told -> ignores(told.from());
			default -> false;
		};
	}

	private boolean hides(RoomEvent event) {
		return switch (event) {
			case Said said -> ignores(said.from());
			case Emoted emoted -> ignores(emoted.from());
			case Joined joined -> this.quiet;
			case Left left -> this.quiet;
			case Moved moved -> this.quiet;
			case Renamed renamed -> this.quiet;
			default -> false;
		};
	}

	private boolean ignores(String from) {
		return this.ignored.values().stream().anyMatch(from::equalsIgnoreCase);
	}

	/**
	 * Returns the commands that set the filter on a new connection.
	 */
	List<String> commands() {
		List<String> commands = new ArrayList<>();
		if (this.quiet) {
			commands.add(CommandSyntax.QUIET.word() + " on");
		}
		this.ignored.values().forEach((name) -> commands.add(CommandSyntax.IGNORE.word() + " " + name));
		return commands;
	}

}
