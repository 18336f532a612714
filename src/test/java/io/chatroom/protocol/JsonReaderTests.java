package io.chatroom.protocol;

import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.chatroom.protocol.Deed.Action;
import io.chatroom.protocol.Reply.Account;
import io.chatroom.protocol.Reply.Bye;
import io.chatroom.protocol.Reply.Deeds;
import io.chatroom.protocol.Reply.Entered;
import io.chatroom.protocol.Reply.Help;
import io.chatroom.protocol.Reply.LogAway;
import io.chatroom.protocol.Reply.LogBack;
import io.chatroom.protocol.Reply.Members;
import io.chatroom.protocol.Reply.Notice;
import io.chatroom.protocol.Reply.PasswordPrompt;
import io.chatroom.protocol.Reply.Prompt;
import io.chatroom.protocol.Reply.Refused;
import io.chatroom.protocol.Reply.Renewed;
import io.chatroom.protocol.Reply.RoomLine;
import io.chatroom.protocol.Reply.Rooms;
import io.chatroom.protocol.Reply.Sanctions;
import io.chatroom.protocol.Reply.SignedIn;
import io.chatroom.protocol.Reply.Told;
import io.chatroom.protocol.Reply.Usage;
import io.chatroom.protocol.Reply.Welcome;
import io.chatroom.protocol.RoomEvent.Announced;
import io.chatroom.protocol.RoomEvent.Emoted;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.RoomEvent.Moved;
import io.chatroom.protocol.RoomEvent.Removed;
import io.chatroom.protocol.RoomEvent.Renamed;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.RoomEvent.TopicSet;
import io.chatroom.protocol.Sanction.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JsonReaderTests {

	private static final Instant AT = Instant.parse("2026-01-31T12:00:00.123Z");

	@ParameterizedTest
	@MethodSource
	void readsWhatIsWritten(ServerEvent event) throws ParseException {
		assertThat(JsonReader.read(JsonLines.of(event).getFirst())).isEqualTo(event);
	}

	static Stream<ServerEvent> readsWhatIsWritten() {
		Stream<RoomEvent> events = Stream.of(new Joined("bob", "203.0.113.7"), new Joined("bob", null),
				new Said("bob", "\"hi\" \\ \t 👩"), new Emoted("bob", "waves"), new Renamed("bob", "bert"),
				new Announced("back"), new Joined("bob", null, "lobby"), new TopicSet("bob", "at eight"),
				new TopicSet("bob", ""), new Moved("bob", "games"), new Removed("bob", "alice", "spam"),
				new Removed("bob", "alice", ""), new Left("bert"));
		Stream<Reply> replies = Stream.of(new Prompt("lobby", "r", 7, "Name?"), new Welcome("lobby", "r", 8, "bob", 2),
				new Told(AT, "alice", "bob", "hi", false), new Members(null, List.of("alice", "bob")),
				new Members(null, List.of("alice"), 99), new Members("games", List.of("bob"), 9),
				new Entered("games", "r2", 9, 120, List.of("alice", "bob"), "at eight"),
				new Rooms(List.of(new RoomLine("games", 12, ""), new RoomLine("lobby", 0, "hi", "r", 7))),
				CommandSyntax.help(true), Notices.NOTHING_SAID, new LogAway(), new LogBack(),
				new Renewed("lobby", "r3", 0), Refusals.NEEDS_JSON, Refusals.tooOld(1, 7), PasswordPrompt.of("alice"),
				SignedIn.of("alice", true, new SignIn(AT, "203.0.113.7")), new Account("alice", false, AT, null),
				new Account("alice", true, AT, new SignIn(AT, "203.0.113.7")),
				new Sanctions(List.of(new Sanction(Kind.MUTE, "bob", AT, "spam", "alice", AT),
						new Sanction(Kind.BAN, "10.0.0.0/8", null, "", "alice", AT))),
				new Deeds(List.of(new Deed(AT, "alice", Action.BAN, "bob", AT, "spam"),
						new Deed(AT, "server", Action.UNREGISTER, "bob", null, ""))),
				new Bye(CloseReason.IDLE, CloseReason.IDLE.lastWords()));
		return Stream.concat(replies, events.map((event) -> new Stamped("lobby", 5, AT, event))
			.flatMap((stamped) -> Stream.of(stamped, new Replayed(stamped))));
	}

	@Test
	void triesEachKindOfEvent() {
		List<Class<?>> tried = readsWhatIsWritten()
			.<Class<?>>map(
					(event) -> (event instanceof Stamped stamped) ? stamped.event().getClass() : event.getClass())
			.toList();
		assertThat(tried).contains(RoomEvent.class.getPermittedSubclasses())
			.contains(Reply.class.getPermittedSubclasses());
	}

	@Test
	void readsWhatHappensInTheRoom() throws ParseException {
		String said = "{\"event\":\"said\",\"room\":\"lobby\",\"seq\":42,\"at\":\"2026-01-31T12:00:00.123Z\",\"from\":\"alice\",\"text\":\"hi\"";
		assertThat(JsonReader.read(said + "}")).isEqualTo(new Stamped("lobby", 42, AT, new Said("alice", "hi")));
		assertThat(JsonReader.read(said + ",\"replayed\":true}"))
			.isEqualTo(new Replayed(new Stamped("lobby", 42, AT, new Said("alice", "hi"))));
		assertThat(JsonReader.read(said + ",\"more\":[{\"a\":[1.5,null]}]}"))
			.isEqualTo(new Stamped("lobby", 42, AT, new Said("alice", "hi")));
		assertThat(JsonReader.read(
				"{\"event\":\"joined\",\"room\":\"lobby\",\"seq\":1,\"at\":\"2026-01-31T12:00:00.123Z\",\"name\":\"bob\"}"))
			.isEqualTo(new Stamped("lobby", 1, AT, new Joined("bob", null)));
	}

	@Test
	void tellsWhatTheOperatorSaysToAllFromWhatIsSaidToOne() throws ParseException {
		String notice = "{\"event\":\"notice\",\"text\":\"x\"";
		String toAll = notice + ",\"room\":\"lobby\",\"seq\":3,\"at\":\"2026-01-31T12:00:00.123Z\"";
		assertThat(JsonReader.read(notice + "}")).isEqualTo(new Notice("x"));
		assertThat(JsonReader.read(toAll + "}")).isEqualTo(new Stamped("lobby", 3, AT, new Announced("x")));
		assertThat(JsonReader.read(toAll + ",\"replayed\":true}"))
			.isEqualTo(new Replayed(new Stamped("lobby", 3, AT, new Announced("x"))));
	}

	@Test
	void readsWhatIsSaidToOneAlone() throws ParseException {
		assertThat(JsonReader
			.read("{\"event\":\"prompt\",\"room\":\"lobby\",\"epoch\":\"r\",\"seq\":0,\"text\":\"Name?\"}"))
			.isEqualTo(new Prompt("lobby", "r", 0, "Name?"));
		assertThat(JsonReader.read(
				"{\"event\":\"welcome\",\"room\":\"lobby\",\"epoch\":\"r\",\"seq\":9,\"name\":\"bob\",\"members\":2}"))
			.isEqualTo(new Welcome("lobby", "r", 9, "bob", 2));
		assertThat(JsonReader.read("{\"event\":\"refused\",\"code\":\"too-old\",\"text\":\"x\",\"first\":7}"))
			.isEqualTo(new Refused("too-old", "x", 7L));
		assertThat(JsonReader.read("{\"event\":\"members\",\"names\":[\"a\",\"b\"]}"))
			.isEqualTo(new Members(null, List.of("a", "b")));
		assertThat(JsonReader.read("{\"event\":\"members\",\"names\":[\"a\"],\"more\":9900}"))
			.isEqualTo(new Members(null, List.of("a"), 9900));
		assertThat(JsonReader
			.read("{\"event\":\"help\",\"commands\":[{\"usage\":\"#who\",\"purpose\":\"shows who is here\"}]}"))
			.isEqualTo(new Help(List.of(new Usage("#who", "shows who is here"))));
		assertThat(JsonReader.read("{\"event\":\"bye\",\"code\":\"quit\",\"text\":\"#quit\"}"))
			.isEqualTo(new Bye("quit", "#quit"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"event\":\"sung\",\"text\":\"la\"}", "{\"event\":\"notice\"}",
			"{\"event\":\"notice\",\"text\":5}",
			"{\"event\":\"left\",\"room\":\"lobby\",\"seq\":1,\"at\":\"yesterday\",\"name\":\"bob\"}",
			"{\"event\":\"left\",\"room\":\"lobby\",\"seq\":1,\"at\":\"+1000000000-12-31T23:59:59Z\",\"name\":\"bob\"}",
			"{\"event\":{},\"text\":\"x\"}", "{\"event\":\"help\",\"commands\":[5]}",
			"{\"event\":\"left\",\"room\":\"lobby\",\"seq\":1.5}" })
	void ignoresWhatItDoesNotKnow(String line) throws ParseException {
		assertThat(JsonReader.read(line)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "hi", "{", "{\"event\":\"notice\",\"text\":\"x\"} x", "[1]", "5", "{\"event\" 5}",
			"{\"seq\":99999999999999999999}" })
	void rejectsWhatIsNoObject(String line) {
		assertThatExceptionOfType(ParseException.class).isThrownBy(() -> JsonReader.read(line));
	}

	@Test
	void takesOutWhatCouldPaintOnTheScreen() throws ParseException {
		String line = "{\"event\":\"bye\",\"code\":\"quit\",\"text\":\"a\\u001b[2Jb\\nc\\u202e\u009bd\te\"}";
		assertThat(JsonReader.read(line.replace("\t", "\\t"))).isEqualTo(new Bye("quit", "a[2Jbcd\te"));
	}

}
