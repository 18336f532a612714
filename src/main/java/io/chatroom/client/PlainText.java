package io.chatroom.client;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.chatroom.client.ServerEvent.Again;
import io.chatroom.client.ServerEvent.Announced;
import io.chatroom.client.ServerEvent.Bye;
import io.chatroom.client.ServerEvent.Emoted;
import io.chatroom.client.ServerEvent.Happening;
import io.chatroom.client.ServerEvent.Help;
import io.chatroom.client.ServerEvent.Joined;
import io.chatroom.client.ServerEvent.Left;
import io.chatroom.client.ServerEvent.Members;
import io.chatroom.client.ServerEvent.Notice;
import io.chatroom.client.ServerEvent.Prompt;
import io.chatroom.client.ServerEvent.Refused;
import io.chatroom.client.ServerEvent.Renamed;
import io.chatroom.client.ServerEvent.Said;
import io.chatroom.client.ServerEvent.Text;
import io.chatroom.client.ServerEvent.Told;
import io.chatroom.client.ServerEvent.Welcome;

/**
 * Formats events as the server's own plain text.
 */
final class PlainText {

	private static final int MOST_NAMES = 100;

	private PlainText() {
	}

	static List<String> of(ServerEvent event) {
		return switch (event) {
			case Happening happening -> List.of(of(happening));
			case Again again -> List.of(time(again.event().at()) + of(again.event()));
			case Told told -> List.of((told.mine() ? "[to " + told.to() : "[from " + told.from()) + "] " + told.text());
			case Prompt prompt -> List.of(prompt.text());
			case Welcome welcome -> List.of(String.format(Locale.ROOT,
					"Welcome %s! If you ever want to quit, type #quit to exit.", welcome.name()));
			case Refused refused -> List.of(refused.text());
			case Notice notice -> List.of(notice.text());
			case Members members -> List.of(here(members.names()));
			case Help help -> help.commands()
				.stream()
				.map((command) -> String.format(Locale.ROOT, "%-17s %s", command.usage(), command.purpose()))
				.toList();
			case Bye bye -> List.of(bye.text());
			case Text text -> List.of(text.line());
		};
	}

	private static String here(List<String> names) {
		String line = String.format(Locale.ROOT, "%,d here: ", names.size())
				+ names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
		int more = names.size() - MOST_NAMES;
		return (more > 0) ? line + String.format(Locale.ROOT, ", and %,d more", more) : line;
	}

	private static String time(Instant at) {
		return "[" + at.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ') + "] ";
	}

	private static String of(Happening event) {
		return switch (event) {
			case Said said -> said.from() + ": " + said.text();
			case Emoted emoted -> "* " + emoted.from() + " " + emoted.text();
			case Joined joined -> joined.name() + ((joined.address() != null) ? " from [" + joined.address() + "]" : "")
					+ " has joined the chat!";
			case Left left -> left.name() + " has left the chat.";
			case Announced announced -> "[server] " + announced.text();
			case Renamed renamed -> renamed.from() + " is now known as " + renamed.to() + ".";
		};
	}

}
