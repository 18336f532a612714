package io.chatroom.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.chatroom.protocol.Reply.Entered;
import io.chatroom.protocol.Reply.Refused;
import io.chatroom.protocol.Reply.SignedIn;
import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.ServerEvent;
import io.chatroom.protocol.Stamped;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which of the typed lines are sent, and which are confirmed.
 */
class OwnLinesTests {

	private static final Instant NOW = Instant.EPOCH;

	private static final Entered ENTERED = new Entered("games", "g", 1, 1, List.of("alice"), "");

	private final List<List<String>> shown = new ArrayList<>();

	private final OwnLines lines = new OwnLines(this.shown::add);

	@Test
	void strikesOffWhatCameBackAndWhatWasSentBeforeIt() throws Exception {
		send("#history", "a", "#me b  c", "##d", "e");
		heard(new Said("bob", "a"));
		assertThat(unconfirmed()).hasSize(5);
		heardMyself("a");
		assertThat(unconfirmed()).containsExactly("#me b  c", "##d", "e");
		heardMyself("##d");
		assertThat(unconfirmed()).hasSize(3);
		heardMyself("#d");
		assertThat(unconfirmed()).containsExactly("e");
	}

	@Test
	void strikesOffWhatIsSaidWithSlash() throws Exception {
		send("#/who", "#/", "a");
		heardMyself("/who");
		assertThat(unconfirmed()).containsExactly("#/", "a");
		heardMyself("/");
		assertThat(unconfirmed()).containsExactly("a");
	}

	@Test
	void tellsOneOfSeveralAlikeFromTheOthers() throws Exception {
		send("hi", "hi", "hi");
		heardMyself("hi");
		assertThat(unconfirmed()).hasSize(2);
	}

	@ParameterizedTest
	@CsvSource({ "#login ann secret1!, #login ********", "#LOGIN ann secret1!, #LOGIN ********",
			"#register secret1!, #register ********", "#password secret1! secret2!, #password ********",
			"#password secret1!, #password ********", "#unregister secret1!, #unregister ********",
			"'  #register secret1!', #register ********", "' /register secret1!', /register ********",
			"'# register secret1!', # ********", "#login ann, #login ann",
			"#register certificate, #register certificate", "##register secret1!, ##register secret1!" })
	void showsNoPassword(String line, String shown) {
		this.lines.open();
		this.lines.offer(OwnLine.of(line));
		assertThat(this.shown.getLast()).containsExactly(shown);
		assertThat(this.lines.notSaid()).containsExactly(shown);
		assertThat(this.lines.drop()).containsExactly(shown);
	}

	@Test
	void sendsNothingBehindSignInBeforeItIsAnswered() throws Exception {
		send("#login ann");
		type("hi");
		assertThat(this.lines.isNextHere()).isFalse();
		heard(new SignedIn("ann", false, "Yes."));
		assertThat(this.lines.isNextHere()).isTrue();
	}

	@Test
	void givesOutNothingUntilAJoinIsAnswered() throws Exception {
		send("a", "#join games");
		type("b");
		assertThat(this.lines.isNextHere()).isFalse();
		heardMyself("a");
		assertThat(this.lines.isNextHere()).isFalse();
		heard(ENTERED);
		assertThat(this.lines.next().text()).isEqualTo("b");
		send("#join");
		type("c");
		heardMyself("b");
		assertThat(this.lines.isNextHere()).isFalse();
		heard(new Refused("usage", "", null));
		assertThat(this.lines.next().text()).isEqualTo("c");
	}

	@Test
	void dropsAllButToQuit() throws Exception {
		send("a", "b");
		type("c");
		this.lines.quit();
		assertThat(this.lines.drop()).containsExactly("a", "b", "c");
		assertThat(unconfirmed()).containsExactly("#quit");
	}

	@Test
	void doesNotTakeForAnsweredWhatWasNotSent() throws Exception {
		type("a");
		heardMyself("a");
		assertThat(unconfirmed()).containsExactly("a");
	}

	@Test
	void sendsAgainInOrderWhatDidNotComeBack() throws Exception {
		send("a", "b", "c");
		type("d");
		heardMyself("a");
		this.lines.shut();
		assertThat(this.lines.isNextHere()).isFalse();
		this.lines.takeBack();
		this.lines.open();
		assertThat(List.of(this.lines.next().text(), this.lines.next().text(), this.lines.next().text()))
			.containsExactly("b", "c", "d");
		assertThat(this.shown.getLast()).containsExactly("b", "c", "d");
	}

	@Test
	void letsOneNameThrough() throws Exception {
		type("alice");
		type("a");
		assertThat(this.lines.isNextHere()).isFalse();
		this.lines.letNameThrough();
		assertThat(this.lines.next().text()).isEqualTo("alice");
		assertThat(this.lines.isNextHere()).isFalse();
		assertThat(this.shown).isEmpty();
		this.lines.nameCameThrough();
		this.lines.open();
		assertThat(this.shown.getLast()).containsExactly("a");
	}

	@Test
	void keepsTheTypistWaitingWhenMuchIsUnsent() throws Exception {
		Thread typist = Thread.ofVirtual().start(() -> {
			try {
				while (true) {
					type("a");
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		Awaitility.await().until(typist::getState, Thread.State.WAITING::equals);
		assertThat(unconfirmed()).hasSize(256);
		typist.interrupt();
		typist.join();
	}

	private void send(String... typed) throws InterruptedException {
		this.lines.open();
		for (String line : typed) {
			type(line);
			this.lines.next();
		}
	}

	private void type(String line) throws InterruptedException {
		this.lines.add(OwnLine.of(line));
	}

	private void heard(ServerEvent event) {
		this.lines.heard(event, "alice");
	}

	private void heard(RoomEvent event) {
		heard(new Stamped("lobby", 1, NOW, event));
	}

	/** Hears what alice, who types, has said. */
	private void heardMyself(String text) {
		heard(new Said("alice", text));
	}

	private List<String> unconfirmed() {
		return this.lines.texts();
	}

}
