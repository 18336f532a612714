package io.chatroom.chat;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.util.stream.Collectors.joining;

/**
 * How one goes on whose connection was lost: nothing missed, nothing twice.
 */
class ResumeTests {

	private static final String COMES_BACK = """
			c connects
			  c < Greetings from the ChatRoom! Now type your name and press enter!
			c > #format json
			  c < {"event":"prompt","room":"lobby","epoch":"r1","seq":%d,"text":\
			"Greetings from the ChatRoom! Now type your name and press enter!"}
			""";

	/** Bob was lost at 3, and Alice has talked on. */
	private static RoomScript bobLost() {
		return RoomScript.with("alice", "bob").plays("""
				a > one
				  a b < alice: one
				b > two
				  a b < bob: two
				b gone
				  a < bob has left the chat.
				a > #me waits
				  a < * alice waits
				""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "#resume 3", "#resume 3 r1" })
	void tellsWhatWasMissedBeforeWelcome(String resume) {
		bobLost().plays(COMES_BACK.formatted(6) + """
				c > %s
				c > bob
				  c < {"event":"said","room":"lobby","seq":4,"at":NOW,"from":"bob","text":"two","replayed":true}
				  c < {"event":"left","room":"lobby","seq":5,"at":NOW,"name":"bob","replayed":true}
				  c < {"event":"emoted","room":"lobby","seq":6,"at":NOW,"from":"alice","text":"waits","replayed":true}
				  c < {"event":"welcome","room":"lobby","epoch":"r1","seq":7,"name":"bob","members":2}
				  a < bob from [203.0.113.3] has joined the chat!
				a > three
				  a < alice: three
				  c < {"event":"said","room":"lobby","seq":8,"at":NOW,"from":"alice","text":"three"}
				""".formatted(resume));
	}

	@Test
	void tellsMemberWhatWasBeforeItHeardForItself() {
		bobLost().plays(COMES_BACK.formatted(6) + """
				c > bob
				  c < {"event":"welcome","room":"lobby","epoch":"r1","seq":7,"name":"bob","members":2}
				  a < bob from [203.0.113.3] has joined the chat!
				a > three
				  a < alice: three
				  c < {"event":"said","room":"lobby","seq":8,"at":NOW,"from":"alice","text":"three"}
				c > #resume 4
				  c < {"event":"left","room":"lobby","seq":5,"at":NOW,"name":"bob","replayed":true}
				  c < {"event":"emoted","room":"lobby","seq":6,"at":NOW,"from":"alice","text":"waits","replayed":true}
				c > #resume 7
				c > #resume 8
				""");
	}

	@Test
	void tellsOneThatHeardInTextWhatThatWas() {
		bobLost().plays("""
				a > #format json
				  a < {"event":"welcome","room":"lobby","epoch":"r1","seq":6,"name":"alice","members":1}
				a > #resume 4
				  a < {"event":"left","room":"lobby","seq":5,"at":NOW,"name":"bob","replayed":true}
				  a < {"event":"emoted","room":"lobby","seq":6,"at":NOW,"from":"alice","text":"waits","replayed":true}
				""");
	}

	@Test
	void saysWhatItHasWhenThatIsTooOld() {
		talks(bobLost(), 7, 20).plays(COMES_BACK.formatted(20) + """
				c > #resume 9
				  c < {"event":"refused","code":"too-old",\
				"text":"What came after 9 is no longer kept; the first is 11.","first":11}
				c > #resume 10
				c > bob
				""" + IntStream.rangeClosed(11, 20).mapToObj(ResumeTests::replayed).collect(joining()) + """
				  c < {"event":"welcome","room":"lobby","epoch":"r1","seq":21,"name":"bob","members":2}
				  a < bob from [203.0.113.3] has joined the chat!
				""");
	}

	@Test
	void saysSoWhenItGetsTooOldBeforeNameIsGiven() {
		RoomScript script = bobLost().plays(COMES_BACK.formatted(6) + "c > #resume 3\n");
		talks(script, 7, 20).plays("""
				c > bob
				  c < {"event":"refused","code":"too-old",\
				"text":"What came after 3 is no longer kept; the first is 11.","first":11}
				  c < {"event":"welcome","room":"lobby","epoch":"r1","seq":21,"name":"bob","members":2}
				  a < bob from [203.0.113.3] has joined the chat!
				""");
	}

	@Test
	void refusesWhatHasNotHappened() {
		bobLost().plays(COMES_BACK.formatted(6) + """
				c > #resume 7
				  c < {"event":"refused","code":"too-new",\
				"text":"There was no 7 yet; the first that is kept is 1.","first":1}
				""");
	}

	@Test
	void refusesNumbersOfAnotherRoom() {
		bobLost().plays(COMES_BACK.formatted(6) + """
				c > #resume 3 r0
				  c < {"event":"refused","code":"other-room",\
				"text":"The room is a new one since then; the first that is kept is 1.","first":1}
				""");
	}

	@Test
	void isForJsonAlone() {
		bobLost().plays("""
				a > #resume 3
				  a < #resume needs #format json.
				c connects
				  c < Greetings from the ChatRoom! Now type your name and press enter!
				c > #resume 3
				  c < #resume needs #format json.
				""");
	}

	private static RoomScript talks(RoomScript script, int from, int to) {
		return script.plays(IntStream.rangeClosed(from, to)
			.mapToObj((seq) -> "a > line " + seq + "\n  a < alice: line " + seq + "\n")
			.collect(joining()));
	}

	private static String replayed(int seq) {
		return "  c < {\"event\":\"said\",\"room\":\"lobby\",\"seq\":" + seq
				+ ",\"at\":NOW,\"from\":\"alice\",\"text\":\"line " + seq + "\",\"replayed\":true}\n";
	}

}
