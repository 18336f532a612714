package io.chatroom.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.chatroom.protocol.Notices;
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
import io.chatroom.protocol.Reply.Usage;
import io.chatroom.protocol.RoomEvent.Announced;
import io.chatroom.protocol.RoomEvent.Emoted;
import io.chatroom.protocol.RoomEvent.Renamed;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.RoomEvent.TopicSet;
import io.chatroom.protocol.Stamped;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class OwnLinesTests {

	private static final Instant NOW = Instant.EPOCH;

	private static final Entered ENTERED = new Entered("games", "g", 1, 1, List.of("alice"), "");

	private final List<List<String>> shown = new ArrayList<>();

	private final OwnLines lines = new OwnLines(this.shown::add);

	@Test
	void strikesOffWhatCameBackAndWhatWasSentBeforeIt() throws Exception {
		send("#history", "a", "#me b  c", "##d", "e");
		this.lines.heard(new Stamped("lobby", 1, NOW, new Said("bob", "a")), "alice");
		assertThat(this.lines.texts()).hasSize(5);
		this.lines.heard(new Stamped("lobby", 2, NOW, new Said("alice", "a")), "alice");
		assertThat(this.lines.texts()).containsExactly("#me b  c", "##d", "e");
		this.lines.heard(new Stamped("lobby", 3, NOW, new Said("alice", "##d")), "alice");
		assertThat(this.lines.texts()).hasSize(3);
		this.lines.heard(new Stamped("lobby", 4, NOW, new Said("alice", "#d")), "alice");
		assertThat(this.lines.texts()).containsExactly("e");
	}

	@Test
	void strikesOffWhatIsSaidWithSlash() throws Exception {
		send("#/who", "#/", "a");
		this.lines.heard(new Stamped("lobby", 1, NOW, new Said("alice", "/who")), "alice");
		assertThat(this.lines.texts()).containsExactly("#/", "a");
		this.lines.heard(new Stamped("lobby", 2, NOW, new Said("alice", "/")), "alice");
		assertThat(this.lines.texts()).containsExactly("a");
	}

	@Test
	void tellsOneOfSeveralAlikeFromTheOthers() throws Exception {
		send("hi", "hi", "hi");
		this.lines.heard(new Stamped("lobby", 1, NOW, new Said("alice", "hi")), "alice");
		assertThat(this.lines.texts()).hasSize(2);
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
	void strikesOffWhatOperatorsSay() throws Exception {
		send("#announce back at five", "#account", "#bans", "#log", "hi");
		this.lines.heard(new Stamped("lobby", 1, NOW, new Announced("back at five")), "alice");
		assertThat(this.lines.texts()).hasSize(4);
		// someone else's notice answers none of these
		this.lines.heard(new Notice("You are muted."), "alice");
		assertThat(this.lines.texts()).hasSize(4);
		this.lines.heard(new Account("alice", true, NOW, null), "alice");
		this.lines.heard(new Sanctions(List.of()), "alice");
		this.lines.heard(new Deeds(List.of()), "alice");
		assertThat(this.lines.texts()).containsExactly("hi");
	}

	@Test
	void sendsNothingBehindSignInBeforeItIsAnswered() throws Exception {
		send("#login ann");
		this.lines.offer(OwnLine.of("hi"));
		assertThat(this.lines.isNextHere()).isFalse();
		this.lines.heard(new SignedIn("ann", false, "Yes."), "alice");
		assertThat(this.lines.isNextHere()).isTrue();
	}

	@Test
	void takesNoticeForAnswerToCommandAlone() throws Exception {
		send("hi", "#history");
		this.lines.heard(Notices.NOTHING_SAID, "alice");
		assertThat(this.lines.texts()).hasSize(2);
		this.lines.heard(new Stamped("lobby", 1, NOW, new Said("alice", "hi")), "alice");
		this.lines.heard(Notices.NOTHING_SAID, "alice");
		assertThat(this.lines.texts()).isEmpty();
	}

	@Test
	void knowsTheAnswersToCommands() throws Exception {
		send("#WHO", "#me b  c", "#msg bob  x y", "#nick ally", "#foo", "z");
		this.lines.heard(new Members(null, List.of("alice")), "alice");
		this.lines.heard(new Stamped("lobby", 1, NOW, new Emoted("alice", "b  c")), "alice");
		assertThat(this.lines.texts()).hasSize(4);
		this.lines.heard(new Told(NOW, "alice", "Bob", "x y", true), "alice");
		this.lines.heard(new Stamped("lobby", 2, NOW, new Renamed("alice", "ally")), "alice");
		assertThat(this.lines.texts()).containsExactly("#foo", "z");
		this.lines.heard(new Refused("unknown-command", "", null), "ally");
		assertThat(this.lines.texts()).containsExactly("z");
	}

	@Test
	void knowsTheAnswersToTheCommandsOfRooms() throws Exception {
		send("#rooms", "#join games");
		this.lines.heard(new Notice("message of the day"), "alice");
		assertThat(this.lines.texts()).hasSize(2);
		this.lines.heard(new Rooms(List.of()), "alice");
		this.lines.heard(new Notice("message of the day"), "alice");
		assertThat(this.lines.texts()).hasSize(1);
		this.lines.heard(ENTERED, "alice");
		send("#topic", "#topic Chess  now", "#topic -", "#quiet", "#ignore bob", "#unignore eve", "z");
		this.lines.heard(Notices.NO_TOPIC, "alice");
		assertThat(this.lines.texts()).startsWith("#topic Chess  now").hasSize(6);
		this.lines.heard(new Stamped("games", 2, NOW, new TopicSet("bob", "Chess  now")), "alice");
		this.lines.heard(new Stamped("games", 3, NOW, new TopicSet("alice", "")), "bob");
		assertThat(this.lines.texts()).hasSize(6);
		this.lines.heard(new Stamped("games", 4, NOW, new TopicSet("alice", "Chess  now")), "alice");
		assertThat(this.lines.texts()).startsWith("#topic -");
		this.lines.heard(new Refused("may-not-set-topic", "", null), "alice");
		this.lines.heard(Notices.QUIET, "alice");
		this.lines.heard(Notices.ignored(List.of("bob")), "alice");
		assertThat(this.lines.texts()).containsExactly("#unignore eve", "z");
		this.lines.heard(Notices.heard("eve"), "alice");
		assertThat(this.lines.texts()).containsExactly("z");
	}

	@Test
	void noNoticeAnswersATopicOrAGoodbye() throws Exception {
		send("#topic Chess", "#quit");
		this.lines.heard(new Notice("message of the day"), "alice");
		assertThat(this.lines.texts()).containsExactly("#topic Chess", "#quit");
		this.lines.heard(new Stamped("lobby", 1, NOW, new TopicSet("alice", "Chess")), "alice");
		this.lines.heard(new Notice("message of the day"), "alice");
		assertThat(this.lines.texts()).containsExactly("#quit");
	}

	@Test
	void givesOutNothingUntilAJoinIsAnswered() throws Exception {
		send("a", "#join games");
		this.lines.add(OwnLine.of("b"));
		assertThat(this.lines.isNextHere()).isFalse();
		this.lines.heard(new Stamped("lobby", 1, NOW, new Said("alice", "a")), "alice");
		assertThat(this.lines.isNextHere()).isFalse();
		this.lines.heard(ENTERED, "alice");
		assertThat(this.lines.next().text()).isEqualTo("b");
		send("#join");
		this.lines.add(OwnLine.of("c"));
		this.lines.heard(new Stamped("lobby", 2, NOW, new Said("alice", "b")), "alice");
		assertThat(this.lines.isNextHere()).isFalse();
		this.lines.heard(new Refused("usage", "", null), "alice");
		assertThat(this.lines.next().text()).isEqualTo("c");
	}

	@Test
	void dropsAllButToQuit() throws Exception {
		send("a", "b");
		this.lines.add(OwnLine.of("c"));
		this.lines.quit();
		assertThat(this.lines.drop()).containsExactly("a", "b", "c");
		assertThat(this.lines.texts()).containsExactly("#quit");
	}

	@Test
	void doesNotTakeForAnsweredWhatWasNotSent() throws Exception {
		this.lines.add(OwnLine.of("a"));
		this.lines.heard(new Stamped("lobby", 1, NOW, new Said("alice", "a")), "alice");
		assertThat(this.lines.texts()).containsExactly("a");
	}

	@Test
	void sendsAgainInOrderWhatDidNotComeBack() throws Exception {
		send("a", "b", "c");
		this.lines.add(OwnLine.of("d"));
		this.lines.heard(new Stamped("lobby", 1, NOW, new Said("alice", "a")), "alice");
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
		this.lines.add(OwnLine.of("alice"));
		this.lines.add(OwnLine.of("a"));
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
					this.lines.add(OwnLine.of("a"));
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		Awaitility.await().until(typist::getState, Thread.State.WAITING::equals);
		assertThat(this.lines.texts()).hasSize(256);
		typist.interrupt();
		typist.join();
	}

	@Test
	void takesOutOfALineWhatTheServerWould() {
		assertThat(OwnLine.of("a\u001b[2J\tb\u202ec\ud83d\u009b").text()).isEqualTo("a[2J\tbc?");
	}

	@ParameterizedTest
	@CsvSource({ "/who, #who", "//who, #/who", "and/or, and/or", "#who, #who", "'\t/who', #who", "'\t#who', #who",
			"'\thi', '\thi'", "' /who', ' /who'" })
	void aSlashOfAPersonBeginsACommand(String typed, String sent) {
		assertThat(OwnLine.typed(typed).text()).isEqualTo(sent);
		assertThat(OwnLine.of(typed).text()).isEqualTo(typed);
	}

	@Test
	void anAnswerSpeaksOfWhatWasTyped() {
		Refused unknown = new Refused("unknown-command",
				"Unknown command #foo. Type #help for the commands, or ##foo to say it.", null);
		assertThat(OwnLine.typed("/foo").inItsWords(unknown)).isEqualTo(new Refused("unknown-command",
				"Unknown command /foo. Type /help for the commands, or //foo to say it.", null));
		assertThat(OwnLine.typed("#foo").inItsWords(unknown)).isEqualTo(unknown);
		Refused mayNot = new Refused("may-not-make", "There is no room called x. Type #rooms for the rooms.", null);
		assertThat(OwnLine.typed("/join x").inItsWords(mayNot))
			.isEqualTo(new Refused("may-not-make", "There is no room called x. Type /rooms for the rooms.", null));
		Refused usage = new Refused("usage", "Usage: #nick NAME", null);
		assertThat(OwnLine.typed("/nick").inItsWords(usage)).isEqualTo(new Refused("usage", "Usage: /nick NAME", null));
		Refused nobody = new Refused("nobody", "Nobody here is called #bob.", null);
		assertThat(OwnLine.typed("/msg #bob hi").inItsWords(nobody)).isEqualTo(nobody);
		assertThat(OwnLine.typed("/help").inItsWords(new Help(List.of(new Usage("#who", "who is here")))))
			.isEqualTo(new Help(List.of(new Usage("/who", "who is here"))));
	}

	private void send(String... typed) throws InterruptedException {
		this.lines.open();
		for (String line : typed) {
			this.lines.add(OwnLine.of(line));
			this.lines.next();
		}
	}

}
