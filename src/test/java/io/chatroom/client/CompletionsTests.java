package io.chatroom.client;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import io.chatroom.protocol.CommandSyntax;
import io.chatroom.protocol.Reply.Entered;
import io.chatroom.protocol.Reply.RoomLine;
import io.chatroom.protocol.Reply.Rooms;
import io.chatroom.protocol.Reply.SignedIn;
import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Parser.ParseContext;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which rooms Tab offers.
 */
class CompletionsTests {

	private final Completions completions = new Completions();

	@Test
	void forgetsRoomsThatAreGoneButNotTheOwnOne() throws Exception {
		this.completions.learn(new Entered("den", "d", 1, 1, List.of("alice"), ""));
		this.completions.learn(rooms("lobby", "games"));
		assertThat(offered()).containsExactly("den", "games", "lobby");
		this.completions.learn(rooms("lobby", "music"));
		assertThat(offered()).containsExactly("den", "lobby", "music");
	}

	@Test
	void forgetsNoneIfTheListMayBeCut() throws Exception {
		this.completions.learn(rooms("games"));
		this.completions.learn(rooms(IntStream.range(0, 50).mapToObj((i) -> "r" + i).toArray(String[]::new)));
		assertThat(offered()).hasSize(51).contains("games", "r49");
		this.completions.learn(rooms(IntStream.range(0, 49).mapToObj((i) -> "r" + i).toArray(String[]::new)));
		assertThat(offered()).hasSize(49).doesNotContain("games", "r49");
	}

	@Test
	void offersWhatOperatorsMayDoToOperatorsAlone() throws Exception {
		assertThat(offered("#")).contains("#login").doesNotContain("#kick");
		this.completions.learn(SignedIn.of("alice", true, null));
		assertThat(offered("#")).contains("#kick", "#bans");
		this.completions.learn(SignedIn.of("ann", false, null));
		assertThat(offered("#")).doesNotContain("#kick");
		this.completions.learn(CommandSyntax.help(true));
		assertThat(offered("#")).contains("#kick");
	}

	@Test
	void offersNamesAfterTheCommandsOfOperators() throws Exception {
		this.completions.here(List.of("alice", "bob"));
		for (String command : List.of("/kick ", "/mute ", "#ban ", "/msg ")) {
			assertThat(offered(command)).as(command).containsExactly("alice", "bob");
		}
	}

	private static Rooms rooms(String... names) {
		return new Rooms(Arrays.stream(names).map((name) -> new RoomLine(name, 1, "")).toList());
	}

	private List<String> offered() throws Exception {
		return offered("/join ");
	}

	private List<String> offered(String line) throws Exception {
		List<Candidate> candidates = new ArrayList<>();
		try (DumbTerminal terminal = new DumbTerminal(InputStream.nullInputStream(), OutputStream.nullOutputStream())) {
			LineReader reader = LineReaderBuilder.builder().terminal(terminal).build();
			this.completions.complete(reader, new DefaultParser().parse(line, line.length(), ParseContext.COMPLETE),
					candidates);
		}
		return candidates.stream().map(Candidate::value).toList();
	}

}
