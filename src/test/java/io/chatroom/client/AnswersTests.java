package io.chatroom.client;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.chatroom.protocol.Reply.Account;
import io.chatroom.protocol.Reply.Deeds;
import io.chatroom.protocol.Reply.Entered;
import io.chatroom.protocol.Reply.Help;
import io.chatroom.protocol.Reply.Members;
import io.chatroom.protocol.Reply.Notice;
import io.chatroom.protocol.Reply.Refused;
import io.chatroom.protocol.Reply.Rooms;
import io.chatroom.protocol.Reply.Sanctions;
import io.chatroom.protocol.Reply.SignedIn;
import io.chatroom.protocol.Reply.Told;
import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Announced;
import io.chatroom.protocol.RoomEvent.Emoted;
import io.chatroom.protocol.RoomEvent.Renamed;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.RoomEvent.TopicSet;
import io.chatroom.protocol.ServerEvent;
import io.chatroom.protocol.Stamped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Which events answer a line, and which are the line itself.
 */
class AnswersTests {

	private static final Notice NOTICE = new Notice("message of the day");

	private static final Refused REFUSED = new Refused("usage", "", null);

	/** One line of each command and of each kind of talk. */
	private static final List<String> LINES = List.of("hi", "##d", "#me waves", "#who", "#rooms", "#join games",
			"#msg bob hi", "#nick ally", "#topic", "#topic Chess", "#history", "#quiet", "#ignore bob", "#unignore bob",
			"#help", "#quit", "#login ann", "#account", "#announce hi", "#bans", "#log");

	static Stream<Arguments> replies() {
		return Stream.of(arguments(new Members(null, List.of("alice")), List.of("#who")),
				arguments(new Rooms(List.of()), List.of("#rooms")), arguments(new Help(List.of()), List.of("#help")),
				arguments(new SignedIn("ann", false, "Yes."), List.of("#login ann")),
				arguments(new Account("alice", true, Instant.EPOCH, null), List.of("#account")),
				arguments(new Sanctions(List.of()), List.of("#bans")), arguments(new Deeds(List.of()), List.of("#log")),
				arguments(REFUSED, LINES),
				arguments(NOTICE, List.of("#topic", "#history", "#quiet", "#ignore bob", "#unignore bob")),
				arguments(room(new Said("alice", "hi")), List.of()));
	}

	@ParameterizedTest
	@MethodSource("replies")
	void replyAnswersItsCommand(ServerEvent reply, List<String> lines) {
		assertThat(LINES.stream().filter((line) -> Answers.isTo(OwnLine.of(line), reply)))
			.containsExactlyElementsOf(lines);
	}

	static Stream<Arguments> events() {
		return Stream.of(arguments(room(new Said("alice", "hi")), "hi"),
				arguments(room(new Said("alice", "#d")), "##d"),
				arguments(room(new Emoted("alice", "waves")), "#me waves"),
				arguments(room(new Renamed("alice", "ally")), "#nick ally"),
				arguments(room(new Announced("hi")), "#announce hi"),
				arguments(room(new TopicSet("alice", "Chess")), "#topic Chess"),
				arguments(new Told(Instant.EPOCH, "alice", "Bob", "hi", true), "#msg bob hi"),
				arguments(new Entered("games", "g", 1, 1, List.of("alice"), ""), "#join games"));
	}

	@ParameterizedTest
	@MethodSource("events")
	void eventIsTheLineItself(ServerEvent event, String line) {
		assertThat(LINES.stream().filter((one) -> Answers.isItself(OwnLine.of(one), event, "alice")))
			.containsExactly(line);
	}

	static Stream<ServerEvent> eventsOfOthers() {
		return Stream.of(room(new Said("bob", "hi")), room(new Emoted("bob", "waves")),
				room(new Renamed("bob", "ally")), room(new TopicSet("bob", "Chess")), room(new Said("alice", "ho")),
				new Told(Instant.EPOCH, "bob", "alice", "hi", false), NOTICE, REFUSED);
	}

	@ParameterizedTest
	@MethodSource("eventsOfOthers")
	void eventOfOthersIsNoLine(ServerEvent event) {
		assertThat(LINES).noneMatch((line) -> Answers.isItself(OwnLine.of(line), event, "alice"));
	}

	@Test
	void topicIsClearedByAHyphen() {
		assertThat(Answers.isItself(OwnLine.of("#topic -"), room(new TopicSet("alice", "")), "alice")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "#me b  c", "#ME  b  c" })
	void spacesInsideCount(String line) {
		assertThat(Answers.isItself(OwnLine.of(line), room(new Emoted("alice", "b  c")), "alice")).isTrue();
		assertThat(Answers.isItself(OwnLine.of(line), room(new Emoted("alice", "b c")), "alice")).isFalse();
	}

	private static Stamped room(RoomEvent event) {
		return new Stamped("lobby", 1, Instant.EPOCH, event);
	}

}
