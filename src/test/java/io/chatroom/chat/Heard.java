package io.chatroom.chat;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What one client received of rooms in which each line begins with the name of the room,
 * and no line is said twice. Each line must be of the room that the client is in.
 */
final class Heard {

	private static final Pattern ENTERED = Pattern.compile("You are in (\\w+)\\. .*");

	private static final Pattern JOINED = Pattern.compile(".* has joined (?:the chat|(\\w+))!");

	private static final Pattern GONE = Pattern.compile(".* has gone to (\\w+)\\.");

	/** The time is that of a line that is replayed. */
	private static final Pattern SAID = Pattern.compile("(\\[20.*Z] )?[\\w-]+: (\\w+ \\d+)");

	private final String client;

	private String room = "";

	private long seq;

	/** Since it entered the room. */
	private final Set<String> here = new HashSet<>();

	/** What it received as it was said. */
	private final Set<String> live = new HashSet<>();

	Heard(String client) {
		this.client = client;
	}

	/**
	 * Checks the next event.
	 * @param all whether the client receives each event of its room
	 */
	void event(JsonNode event, boolean all) {
		switch (event.get("event").asString()) {
			case "prompt" -> {
				// it is not in the room yet
			}
			case "welcome", "entered" -> {
				enter(event.get("room").asString());
				this.seq = event.get("seq").asLong();
			}
			default -> {
				if (event.has("seq")) {
					boolean replayed = event.has("replayed");
					verify(event.get("room").asString(), event);
					if (all && !replayed) {
						assertThat(event.get("seq").asLong()).as("%s of %s", event, this.client).isEqualTo(++this.seq);
					}
					if (event.get("event").asString().equals("said")) {
						say(event.get("text").asString(), replayed);
					}
				}
			}
		}
	}

	/**
	 * Checks the next line of text.
	 */
	void text(String line) {
		Matcher entered = ENTERED.matcher(line);
		Matcher joined = JOINED.matcher(line);
		Matcher gone = GONE.matcher(line);
		Matcher said = SAID.matcher(line);
		if (line.startsWith("Welcome ")) {
			enter("lobby");
		}
		else if (entered.matches()) {
			enter(entered.group(1));
		}
		else if (joined.matches()) {
			verify((joined.group(1) != null) ? joined.group(1) : "lobby", line);
		}
		else if (gone.matches()) {
			assertThat(gone.group(1)).as("%s of %s", line, this.client).isNotEqualTo(this.room);
		}
		else if (said.matches()) {
			say(said.group(2), said.group(1) != null);
		}
	}

	private void enter(String entered) {
		this.room = entered;
		this.here.clear();
	}

	private void say(String line, boolean replayed) {
		verify(line.substring(0, line.indexOf(' ')), line);
		assertThat(this.here.add(line) && (replayed || this.live.add(line))).as("%s once to %s", line, this.client)
			.isTrue();
	}

	private void verify(String of, Object line) {
		assertThat(of).as("room of %s to %s", line, this.client).isEqualTo(this.room);
	}

}
