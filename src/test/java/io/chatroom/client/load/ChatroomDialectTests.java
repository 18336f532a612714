package io.chatroom.client.load;

import java.util.List;
import java.util.stream.Stream;

import io.chatroom.client.load.Dialect.Reaction;
import io.chatroom.protocol.Command.Unknown;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.Reply.Entered;
import io.chatroom.protocol.Reply.Refused;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.TextLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How a client of the load tool enters its room. */
class ChatroomDialectTests {

	private static final String WELCOME = "Welcome u000011! If you ever want to quit, type #quit to exit.";

	private final Dialect dialect = new ChatroomDialect();

	@Test
	void isInTheFirstRoomWhenItIsWelcome() {
		assertThat(this.dialect.hear(WELCOME, 0)).isEqualTo(Reaction.LET_IN);
	}

	@Test
	void joinsItsRoomWhenItIsWelcome() {
		assertThat(this.dialect.hear(WELCOME, 12)).isEqualTo(Reaction.answer("#join room-12\r\n"));
	}

	@Test
	void isInItsRoomWhenTheServerSaysSo() {
		String line = TextLines.of(new Entered("room-1", "r", 7, 1, List.of("u000011"), "")).getFirst();
		assertThat(this.dialect.hear(line, 1)).isEqualTo(Reaction.LET_IN);
		assertThat(this.dialect.hear(line, 12)).isEqualTo(Reaction.NONE);
	}

	@ParameterizedTest
	@MethodSource
	void seesThatItsRoomIsRefused(Refused refusal) {
		String line = TextLines.of(refusal).getFirst();
		assertThat(this.dialect.hear(line, 1)).isEqualTo(Reaction.REFUSED);
		assertThat(this.dialect.hear(line, 0)).isEqualTo(Reaction.NONE);
	}

	static Stream<Refused> seesThatItsRoomIsRefused() {
		return Stream.of(Refusals.mayNotEnter("room-1"), Refusals.mayNotMake("room-1"), Refusals.tooManyRooms(1000),
				Refusals.of(new Unknown("#join")));
	}

	@Test
	void ignoresWhatOthersDoMeanwhile() {
		String line = TextLines.of(new Joined("u000012", "127.0.0.1", null));
		assertThat(this.dialect.hear(line, 1)).isEqualTo(Reaction.NONE);
	}

}
