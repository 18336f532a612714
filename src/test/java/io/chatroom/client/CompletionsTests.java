package io.chatroom.client;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import io.chatroom.protocol.Reply.Entered;
import io.chatroom.protocol.Reply.RoomLine;
import io.chatroom.protocol.Reply.Rooms;
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

	private static Rooms rooms(String... names) {
		return new Rooms(Arrays.stream(names).map((name) -> new RoomLine(name, 1, "")).toList());
	}

	private List<String> offered() throws Exception {
		List<Candidate> candidates = new ArrayList<>();
		try (DumbTerminal terminal = new DumbTerminal(InputStream.nullInputStream(), OutputStream.nullOutputStream())) {
			LineReader reader = LineReaderBuilder.builder().terminal(terminal).build();
			this.completions.complete(reader, new DefaultParser().parse("/join ", 6, ParseContext.COMPLETE),
					candidates);
		}
		return candidates.stream().map(Candidate::value).toList();
	}

}
