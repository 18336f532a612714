package io.chatroom.client;

import java.time.Instant;
import java.util.List;

import io.chatroom.client.ServerEvent.Again;
import io.chatroom.client.ServerEvent.Announced;
import io.chatroom.client.ServerEvent.Bye;
import io.chatroom.client.ServerEvent.Help;
import io.chatroom.client.ServerEvent.Joined;
import io.chatroom.client.ServerEvent.Members;
import io.chatroom.client.ServerEvent.Notice;
import io.chatroom.client.ServerEvent.Prompt;
import io.chatroom.client.ServerEvent.Refused;
import io.chatroom.client.ServerEvent.Said;
import io.chatroom.client.ServerEvent.Text;
import io.chatroom.client.ServerEvent.Usage;
import io.chatroom.client.ServerEvent.Welcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EventReaderTests {

	private static final Instant AT = Instant.parse("2026-01-31T12:00:00.123Z");

	@Test
	void readsWhatHappensInTheRoom() {
		String said = "{\"event\":\"said\",\"seq\":42,\"at\":\"2026-01-31T12:00:00.123Z\",\"from\":\"alice\",\"text\":\"hi\"";
		assertThat(EventReader.read(said + "}")).isEqualTo(new Said(42, AT, "alice", "hi"));
		assertThat(EventReader.read(said + ",\"replayed\":true}"))
			.isEqualTo(new Again(new Said(42, AT, "alice", "hi")));
		assertThat(EventReader.read(said + ",\"more\":[{\"a\":[1.5,null]}]}"))
			.isEqualTo(new Said(42, AT, "alice", "hi"));
		assertThat(EventReader
			.read("{\"event\":\"joined\",\"seq\":1,\"at\":\"2026-01-31T12:00:00.123Z\",\"name\":\"bob\"}"))
			.isEqualTo(new Joined(1, AT, "bob", null));
	}

	@Test
	void tellsWhatTheOperatorSaysToAllFromWhatIsSaidToOne() {
		String notice = "{\"event\":\"notice\",\"text\":\"x\"";
		String toAll = notice + ",\"seq\":3,\"at\":\"2026-01-31T12:00:00.123Z\"";
		assertThat(EventReader.read(notice + "}")).isEqualTo(new Notice("x"));
		assertThat(EventReader.read(toAll + "}")).isEqualTo(new Announced(3, AT, "x"));
		assertThat(EventReader.read(toAll + ",\"replayed\":true}")).isEqualTo(new Again(new Announced(3, AT, "x")));
	}

	@Test
	void readsWhatIsSaidToOneAlone() {
		assertThat(EventReader.read("{\"event\":\"prompt\",\"epoch\":\"r\",\"seq\":0,\"text\":\"Name?\"}"))
			.isEqualTo(new Prompt("r", 0, "Name?"));
		assertThat(EventReader.read("{\"event\":\"welcome\",\"epoch\":\"r\",\"seq\":9,\"name\":\"bob\",\"members\":2}"))
			.isEqualTo(new Welcome("r", 9, "bob", 2));
		assertThat(EventReader.read("{\"event\":\"refused\",\"code\":\"too-old\",\"text\":\"x\",\"first\":7}"))
			.isEqualTo(new Refused("too-old", "x", 7));
		assertThat(EventReader.read("{\"event\":\"members\",\"names\":[\"a\",\"b\"]}"))
			.isEqualTo(new Members(List.of("a", "b")));
		assertThat(EventReader.read("{\"event\":\"members\",\"names\":[\"a\"],\"more\":9900}"))
			.isEqualTo(new Members(List.of("a"), 9900));
		assertThat(EventReader
			.read("{\"event\":\"help\",\"commands\":[{\"usage\":\"#who\",\"purpose\":\"shows who is here\"}]}"))
			.isEqualTo(new Help(List.of(new Usage("#who", "shows who is here"))));
		assertThat(EventReader.read("{\"event\":\"bye\",\"code\":\"quit\",\"text\":\"#quit\"}"))
			.isEqualTo(new Bye("quit", "#quit"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"event\":\"sung\",\"text\":\"la\"}", "{\"event\":\"notice\"}",
			"{\"event\":\"notice\",\"text\":5}", "{\"event\":\"left\",\"seq\":1,\"at\":\"yesterday\",\"name\":\"bob\"}",
			"{\"event\":\"left\",\"seq\":1,\"at\":\"+1000000000-12-31T23:59:59Z\",\"name\":\"bob\"}",
			"{\"event\":{},\"text\":\"x\"}", "{\"event\":\"help\",\"commands\":[5]}",
			"{\"event\":\"left\",\"seq\":1.5}" })
	void ignoresWhatItDoesNotKnow(String line) {
		assertThat(EventReader.read(line)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "hi", "{", "{\"event\":\"notice\",\"text\":\"x\"} x", "[1]", "5", "{\"event\" 5}",
			"{\"seq\":99999999999999999999}" })
	void takesForTextWhatIsNoObject(String line) {
		assertThat(EventReader.read(line)).isEqualTo(new Text(line));
	}

	@Test
	void takesOutWhatCouldPaintOnTheScreen() {
		String line = "{\"event\":\"bye\",\"code\":\"quit\",\"text\":\"a\\u001b[2Jb\\nc\\u202e\u009bd\te\"}";
		assertThat(EventReader.read(line.replace("\t", "\\t"))).isEqualTo(new Bye("quit", "a[2Jbcd\te"));
	}

}
