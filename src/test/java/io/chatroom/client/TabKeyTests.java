package io.chatroom.client;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import io.chatroom.protocol.Reply.Entered;
import io.chatroom.protocol.Reply.Help;
import io.chatroom.protocol.Reply.Members;
import io.chatroom.protocol.Reply.RoomLine;
import io.chatroom.protocol.Reply.Rooms;
import io.chatroom.protocol.Reply.Usage;
import io.chatroom.protocol.RoomEvent.Moved;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.Stamped;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Tab completes and shows on a terminal.
 */
class TabKeyTests {

	@TempDir
	private Path state;

	private VirtualTerminal terminal;

	@BeforeEach
	void open() throws IOException {
		this.terminal = VirtualTerminal.ofAlice(this.state);
	}

	@AfterEach
	void close() {
		this.terminal.close();
	}

	@Test
	void commandsAndNamesAreCompleted() throws Exception {
		this.terminal.display().show(new Stamped("lobby", 2, Instant.EPOCH, new Said("Bobby", "hi")));
		assertThat(this.terminal.enter("/wh\t\r")).isEqualTo("/who ");
		assertThat(this.terminal.enter("#msg bo\t\r")).isEqualTo("#msg Bobby ");
		assertThat(this.terminal.enter("bo\t\r")).isEqualTo("Bobby: ");
		assertThat(this.terminal.enter("hi @bo\t\r")).isEqualTo("hi @Bobby ");
		this.terminal.display().show(new Help(List.of(new Usage("#dance NAME", "with someone"))));
		assertThat(this.terminal.enter("#d\t\u0005bo\t\r")).isEqualTo("#dance Bobby ");
	}

	@Test
	void whoIsHereIsCompletedBeforeTheySpeak() throws Exception {
		this.terminal.display().learn(new Members(null, List.of("alice", "Zoe")));
		assertThat(this.terminal.enter("zo\t\r")).isEqualTo("Zoe: ");
		this.terminal.display().learn(new Members(null, List.of("alice")));
		assertThat(this.terminal.enter("zo\t\r")).isEqualTo("zo");
		assertThat(this.terminal.text()).doesNotContain("here:");
	}

	@Test
	void tabCompletesRooms() throws Exception {
		this.terminal.display().learn(new Rooms(List.of(new RoomLine("Garden", 2, ""), new RoomLine("gym", 1, "x"))));
		this.terminal.display().show(new Stamped("lobby", 2, Instant.EPOCH, new Moved("bob", "music")));
		this.terminal.display().learn(new Members(null, List.of("gale", "alice")));
		assertThat(this.terminal.enter("/join ga\t\r")).isEqualTo("/join Garden ");
		assertThat(this.terminal.enter("#who #gy\t\r")).isEqualTo("#who #gym ");
		assertThat(this.terminal.enter("/JOIN mu\t\r")).isEqualTo("/JOIN music ");
		assertThat(this.terminal.enter("/join lo\t\r")).isEqualTo("/join lobby ");
		assertThat(this.terminal.enter("/msg ga\t\r")).isEqualTo("/msg gale ");
		this.terminal.display().show(new Entered("arena", "g", 7, 2, List.of("bea", "alice"), ""));
		assertThat(this.terminal.enter("/join ar\t\r")).isEqualTo("/join arena ");
		assertThat(this.terminal.enter("ga\t\r")).isEqualTo("ga");
		assertThat(this.terminal.enter("be\t\r")).isEqualTo("bea: ");
		this.terminal.display().show(new Members("lobby", List.of("gale")));
		assertThat(this.terminal.enter("ga\t\r")).isEqualTo("ga");
	}

	@Test
	void theFirstTabShowsWhatCommandsAreFor() throws Exception {
		this.terminal.display()
			.learn(new Help(List.of(new Usage("#who", "shows who is here"), new Usage("#me ACTION", "says it"))));
		assertThat(this.terminal.enter("/\t\rx\r")).isEqualTo("/");
		this.terminal.shows("shows who is here");
		this.terminal.shows("says it");
	}

	@Test
	void aTabInATextThatIsPastedIsOne() throws Exception {
		this.terminal.display().learn(new Members(null, List.of("zed")));
		assertThat(this.terminal.enter("\tif (x)\r")).isEqualTo("\tif (x)");
		assertThat(this.terminal.enter("a\tb\r")).isEqualTo("a\tb");
	}

}
