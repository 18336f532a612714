package io.chatroom.chat;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.chatroom.log.memory.MemoryRegister;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What happens between a proposal and its place in the order, with a log that takes its
 * time. Alice is in the room.
 */
class LateOrderTests {

	private static final String GREETING = "Greetings from the ChatRoom! Now type your name and press enter!";

	private static final String TAKEN = "That name is taken. Type another name and press enter!";

	private static final String BOB_JOINS = "bob from [203.0.113.2] has joined the chat!";

	private static final String BOB_LEAVES = "bob has left the chat.";

	private final TestOutlet outlet = new TestOutlet();

	private final LaterRoomLog log = new LaterRoomLog(InstantSource.system());

	private final NamePolicy policy = new NamePolicy(List.of(), true);

	private final MemoryRegister register = new MemoryRegister();

	private final ChatRoomService room = TestChat.of(this.policy, TestRooms.usual(), this.log, this.register,
			InstantSource.system(), new TestDelays(), this.outlet, new ObservedRoom());

	LateOrderTests() throws InterruptedException {
		this.room.connected("a", TestChat.origin("203.0.113.1"));
		says("a", "alice");
		order();
		this.outlet.take("a");
		this.room.connected("b", TestChat.origin("203.0.113.2"));
		this.outlet.take("b");
	}

	private void says(String client, String line) {
		this.room.received(client, line, false, 0);
	}

	private void order() throws InterruptedException {
		while (this.log.order(0)) {
			// until nothing is left
		}
	}

	/**
	 * Lets a client say a line that is handled only when those before it are ordered.
	 */
	private Thread saysAndWaits(String client, String line) {
		Thread reader = new Thread(() -> says(client, line));
		reader.start();
		await().until(() -> reader.getState() == Thread.State.WAITING);
		return reader;
	}

	@Test
	void welcomesOnceJoinIsOrdered() throws InterruptedException {
		says("b", "#format json");
		this.outlet.take("b");
		says("b", "bob");
		says("a", "one");
		assertThat(this.room.rooms().list().memberCount()).isOne();
		assertThat(this.outlet.of("b")).isEmpty();
		order();
		assertThat(this.outlet.of("a")).containsExactly(BOB_JOINS, "alice: one");
		assertThat(this.outlet.of("b")).hasSize(2)
			.first()
			.asString()
			.contains("\"welcome\"", "\"seq\":2", "\"members\":2");
		assertThat(this.outlet.of("b").getLast()).contains("\"said\"", "\"seq\":3");
	}

	@Test
	void keepsLinesThatComeBeforeWelcome() throws InterruptedException {
		says("b", "bob");
		says("b", "hi");
		order();
		assertThat(this.outlet.of("a")).containsExactly(BOB_JOINS, "bob: hi");
	}

	@Test
	void answersAfterWhatWasSaidBefore() throws InterruptedException {
		says("a", "hi");
		Thread reader = saysAndWaits("a", "#who");
		assertThat(this.outlet.of("a")).isEmpty();
		order();
		reader.join();
		assertThat(this.outlet.of("a")).containsExactly("alice: hi", "1 here: alice");
	}

	@Test
	void givesClaimedNameToNobodyElse() throws InterruptedException {
		says("b", "bob");
		this.room.connected("c", TestChat.origin("203.0.113.3"));
		says("c", "BOB");
		assertThat(this.outlet.of("c")).containsExactly(GREETING, TAKEN);
		order();
		says("c", "#msg bob hi");
		assertThat(this.outlet.of("b")).hasSize(1);
	}

	@Test
	void keepsNameThatIsTakenBackAtOnce() throws InterruptedException {
		says("a", "#nick ally");
		Thread reader = saysAndWaits("a", "#nick alice");
		order();
		reader.join();
		order();
		assertThat(this.outlet.of("a")).containsExactly("alice is now known as ally.", "ally is now known as alice.");
		says("b", "alice");
		assertThat(this.outlet.take("b")).containsExactly(TAKEN);
		says("b", "ally");
		order();
		assertThat(this.room.rooms().list().members()).extracting(Member::name).containsExactly("alice", "ally");
	}

	@Test
	void freesNameBeforeAnyoneIsTold() throws InterruptedException {
		says("b", "bob");
		order();
		Map<String, Boolean> freeWhenTold = new LinkedHashMap<>();
		this.outlet.onBroadcast((line) -> freeWhenTold.put(line,
				this.register.owner(this.policy.name(freeWhenTold.isEmpty() ? "bob" : "rob").keys()) == null));
		says("b", "#nick rob");
		order();
		this.room.disconnected("b");
		order();
		assertThat(freeWhenTold).isEqualTo(Map.of("bob is now known as rob.", true, "rob has left the chat.", true));
	}

	@Test
	void leavesOnceWhenGoneBeforeJoinIsOrdered() throws InterruptedException {
		says("b", "bob");
		this.room.disconnected("b");
		this.room.disconnected("b");
		order();
		assertThat(this.outlet.of("a")).containsExactly(BOB_JOINS, BOB_LEAVES);
		assertThat(this.room.rooms().list().memberCount()).isOne();
		says("a", "#nick bob");
		order();
		assertThat(this.room.rooms().list().members()).extracting(Member::name).containsExactly("bob");
	}

	@Test
	void saysGoodbyeToOneKickedBeforeJoinIsOrdered() throws InterruptedException {
		says("b", "bob");
		Thread operator = new Thread(() -> TestChat.kick(this.room, "bob", ""));
		operator.start();
		await().until(() -> operator.getState() == Thread.State.TIMED_WAITING);
		assertThat(TestChat.kick(this.room, "bob", "")).isFalse();
		says("b", "hi");
		order();
		operator.join();
		assertThat(this.outlet.of("a")).containsExactly(BOB_JOINS, "bob was removed by server.");
		assertThat(this.outlet.of("b")).containsExactly("Welcome bob! If you ever want to quit, type #quit to exit.",
				"An operator has sent you away. Goodbye!", "closed KICKED");
	}

	@Test
	void leavesUnderNameThatIsNotOrderedYet() throws InterruptedException {
		says("a", "bye");
		says("b", "bob");
		order();
		this.outlet.take("a");
		says("b", "#nick rob");
		this.room.disconnected("b");
		order();
		assertThat(this.outlet.of("a")).containsExactly("bob is now known as rob.", "rob has left the chat.");
	}

	@Test
	void showsAllBeforeGoodbye() throws InterruptedException {
		says("a", "last");
		Thread reader = saysAndWaits("a", "#quit");
		order();
		reader.join();
		order();
		assertThat(this.outlet.of("a")).containsExactly("alice: last", "#quit", "closed QUIT");
	}

	@Test
	void endsWaitOfClientThatGoes() throws InterruptedException {
		says("a", "hi");
		Thread reader = saysAndWaits("a", "#who");
		this.room.disconnected("a");
		reader.join();
		assertThat(this.outlet.of("a")).isEmpty();
		order();
		assertThat(this.room.rooms().list().memberCount()).isZero();
	}

	@Test
	void saysGoodbyeAtStopWhateverIsNotOrdered() throws InterruptedException {
		says("b", "bob");
		says("a", "hi");
		this.room.close();
		assertThat(this.outlet.of("a")).containsExactly("The server is going down. Goodbye!", "closed GOING_DOWN");
		assertThat(this.outlet.of("b")).containsExactly("The server is going down. Goodbye!", "closed GOING_DOWN");
		order();
		assertThat(this.outlet.of("a")).hasSize(2);
		assertThat(this.room.rooms().list().memberCount()).isZero();
	}

}
