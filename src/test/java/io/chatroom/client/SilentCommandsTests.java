package io.chatroom.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.chatroom.protocol.Notices;
import io.chatroom.protocol.Reply.Help;
import io.chatroom.protocol.Reply.Members;
import io.chatroom.protocol.Reply.Notice;
import io.chatroom.protocol.Reply.Refused;
import io.chatroom.protocol.Reply.RoomLine;
import io.chatroom.protocol.Reply.Rooms;
import io.chatroom.protocol.Reply.Usage;
import io.chatroom.protocol.Reply.Welcome;
import io.chatroom.protocol.ServerEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The commands that the client sends by itself.
 */
class SilentCommandsTests {

	private static final Members THREE = new Members(null, List.of("alice", "bob", "carol"));

	private static final Help HELP = new Help(List.of(new Usage("#who", "who is here")));

	private static final Rooms ROOMS = new Rooms(List.of(new RoomLine("games", 2, "")));

	private final OwnFilter filter = new OwnFilter();

	private final List<Object> shown = new ArrayList<>();

	private final List<ServerEvent> learned = new ArrayList<>();

	@Test
	void showsWhoIsHereAndLearnsTheCommands() throws Exception {
		sends(3, true, "#rooms\r\n#help\r\n#who\r\n", (silent) -> {
			assertThat(silent.take(new Notice("hi"))).isFalse();
			assertThat(silent.take(HELP)).isFalse();
			assertThat(silent.take(ROOMS)).isTrue();
			assertThat(silent.take(HELP)).isTrue();
			assertThat(silent.areUnanswered()).isTrue();
			assertThat(silent.take(THREE)).isTrue();
			assertThat(silent.areUnanswered()).isFalse();
			// answers to typed commands
			assertThat(silent.take(THREE)).isFalse();
			assertThat(silent.take(new Refused("usage", "", null))).isFalse();
		});
		assertThat(this.shown).containsExactly(THREE);
		assertThat(this.learned).containsExactly(ROOMS, HELP, THREE);
	}

	@Test
	void asksOnlyForItselfWhenOneIsBack() throws Exception {
		sends(3, false, "#rooms\r\n#help\r\n#who\r\n", SilentCommandsTests::answerAll);
		assertThat(this.shown).isEmpty();
		assertThat(this.learned).containsExactly(ROOMS, HELP, THREE);
	}

	@Test
	void setsTheFilterAgainAndIsNotMisledByTheMessageOfTheDay() throws Exception {
		Stream.of("quiet", "ignore bob", "ignore eve", "unignore BOB")
			.map((command) -> OwnLine.of("#" + command).command())
			.forEach(this.filter::ran);
		sends(3, false, "#rooms\r\n#quiet on\r\n#ignore eve\r\n#help\r\n#who\r\n", (silent) -> {
			assertThat(silent.take(new Notice("Today there is cake."))).isFalse();
			assertThat(silent.take(ROOMS)).isTrue();
			assertThat(silent.take(Notices.QUIET)).isTrue();
			assertThat(silent.take(new Refused("cannot-ignore", "", null))).isTrue();
			assertThat(silent.take(HELP)).isTrue();
		});
	}

	@Test
	void asksAlsoWhenOneIsAlone() throws Exception {
		sends(1, true, "#rooms\r\n#help\r\n#who\r\n",
				(silent) -> assertThat(silent.take(new Refused("unknown-command", "", null))).isTrue());
		assertThat(this.shown).isEmpty();
	}

	@Test
	void countsOnlyWhereThereAreMany() throws Exception {
		sends(1234, true, "#rooms\r\n#help\r\n", (silent) -> assertThat(silent.take(THREE)).isFalse());
		assertThat(this.shown).containsExactly("1,234 here.");
	}

	private void sends(long members, boolean first, String expected, Answers answers) throws Exception {
		try (OneClientServer server = new OneClientServer(
				(socket) -> assertThat(socket.getInputStream().readNBytes(expected.length()))
					.asString(StandardCharsets.US_ASCII)
					.isEqualTo(expected));
				ServerConnection connection = server.connect()) {
			SilentCommands silent = new SilentCommands(connection, new Recorder());
			silent.send(this.filter);
			silent.who(new Welcome("lobby", "room", 1, "alice", members), first);
			server.awaitPlayed();
			answers.come(silent);
		}
	}

	private static void answerAll(SilentCommands silent) {
		assertThat(silent.take(ROOMS)).isTrue();
		assertThat(silent.take(HELP)).isTrue();
		assertThat(silent.take(THREE)).isTrue();
	}

	@FunctionalInterface
	private interface Answers {

		void come(SilentCommands silent) throws IOException;

	}

	private final class Recorder implements Display {

		@Override
		public void show(ServerEvent event) {
			SilentCommandsTests.this.shown.add(event);
		}

		@Override
		public void learn(ServerEvent event) {
			SilentCommandsTests.this.learned.add(event);
		}

		@Override
		public boolean completes() {
			return true;
		}

		@Override
		public void notice(String text) {
			SilentCommandsTests.this.shown.add(text);
		}

		@Override
		public void pending(List<String> unsent) {
		}

		@Override
		public void closed() {
		}

	}

}
