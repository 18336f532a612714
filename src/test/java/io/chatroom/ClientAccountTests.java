package io.chatroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import io.chatroom.chat.Outcome;
import io.chatroom.protocol.Password;
import io.chatroom.testing.ChatServer;
import io.chatroom.testing.PipedClient;
import io.chatroom.testing.Relay;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The client of somebody who owns a name. Each test uses its own names.
 */
class ClientAccountTests {

	@RegisterExtension
	static final ChatServer SERVER = ChatServer.lend();

	private final String address = "127.0.0.1:" + SERVER.port();

	@TempDir
	private Path directory;

	private String password;

	@BeforeEach
	void writePassword() throws IOException {
		Path file = Files.createFile(this.directory.resolve("password"),
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
		this.password = "--password-file=" + Files.writeString(file, "correct-horse\n");
	}

	@Test
	void signsInWithThePasswordOfTheFile() throws Exception {
		register("ada");
		PipedClient ada = PipedClient.given("hi\n", this.address, "--name=Ada", this.password);
		ada.expectExit(0);
		assertThat(ada.printed().getFirst()).startsWith("You are signed in as ada.");
		assertThat(ada.printed()).endsWith("Welcome ada! If you ever want to quit, type #quit to exit.", "ada: hi",
				"#quit");
		assertThat(ada.complaints()).isEmpty();
	}

	@Test
	void exitsWith3WhenThePasswordIsWrong() throws Exception {
		register("bea");
		Files.writeString(this.directory.resolve("password"), "battery-staple\n");
		PipedClient bea = PipedClient.given("hi\n", this.address, "--name=bea", this.password);
		bea.expectExit(3);
		assertThat(bea.complaints()).containsExactly("Wrong name or password.", "Not said: hi");
		assertThat(bea.printed()).isEmpty();
	}

	@Test
	void takesItsNameFromItsGhostAtOnce() throws Exception {
		register("cleo");
		try (Relay relay = new Relay(SERVER.port()); TestClient dan = SERVER.join("dan")) {
			PipedClient cleo = PipedClient.join("cleo", relay.address(), this.password)
				.type("one")
				.awaitPrinted("cleo: one");
			dan.expect("cleo from [127.0.0.1] has joined the chat!").expect("cleo: one");
			relay.cutHere();
			cleo.awaitComplaint("Trying again.");
			dan.expect("cleo has left the chat.").expect("cleo from [127.0.0.1] has joined the chat!");
			dan.say("hello").expect("dan: hello");
			cleo.awaitPrinted("dan: hello").type("two").awaitPrinted("cleo: two").type("#quit").expectExit(0);
			assertThat(cleo.complaints()).containsExactly(
					"The connection to %s was lost: Connection reset.".formatted(relay.address()), "Trying again.",
					"Back as cleo.");
			assertThat(cleo.printed()).filteredOn((line) -> line.startsWith("You are signed in")).hasSize(1);
		}
	}

	@Test
	void takesItsNameFromItsGhostAtOnceOnAnotherNode() throws Exception {
		register("cora");
		try (Relay a = new Relay(SERVER.port()); Relay b = new Relay(SERVER.port())) {
			PipedClient cora = PipedClient.join("cora", a.address() + "," + b.address(), this.password);
			a.cutHere();
			cora.awaitComplaint("Back as cora.").type("#quit").expectExit(0);
			assertThat(cora.complaints()).hasSize(3).noneMatch((line) -> line.contains("taken"));
		}
	}

	@Test
	void leavesTheNameToWhoeverSignsInLater() throws Exception {
		register("edda");
		PipedClient first = PipedClient.join("edda", this.address, this.password);
		PipedClient second = PipedClient.join("edda", this.address, this.password);
		first.expectExit(1);
		assertThat(first.complaints()).containsExactly("You have signed in elsewhere. Goodbye!");
		second.type("#quit").expectExit(0);
	}

	@Test
	void keepsTheNameThatItTookAfterTheSignIn() throws Exception {
		register("fay");
		try (Relay relay = new Relay(SERVER.port())) {
			PipedClient fay = PipedClient.join("fay", relay.address(), this.password)
				.type("#nick fairy")
				.awaitPrinted("fay is now known as fairy.");
			relay.cut();
			fay.awaitPrinted("fay is now known as fairy.").awaitComplaint("Back as fay.");
			fay.type("hi").awaitPrinted("fairy: hi").type("#quit").expectExit(0);
		}
	}

	@Test
	void keepsThePasswordThatIsTyped() throws Exception {
		try (Relay relay = new Relay(SERVER.port())) {
			PipedClient gus = PipedClient.join("gus", relay.address());
			gus.type("#register correct-horse").awaitPrinted("gus is yours now. #login gus signs you in.");
			returns(gus, relay, "gus", "one");
			gus.type("#password correct-horse battery-staple").awaitPrinted("Your password is changed.");
			returns(gus, relay, "gus", "two");
			gus.type("#unregister battery-staple")
				.awaitPrinted("gus is no longer yours; anyone may take it when you go.")
				.type("#quit")
				.expectExit(0);
			assertThat(gus.complaints()).noneMatch((line) -> line.contains("taken"));
		}
	}

	@Test
	void signsInWithWhatIsTypedInPlaceOfAName() throws Exception {
		register("hal");
		try (Relay relay = new Relay(SERVER.port())) {
			PipedClient hal = PipedClient.waiting(relay.address()).type("#login hal correct-horse").type("hi");
			hal.awaitPrinted("hal: hi");
			returns(hal, relay, "hal", "again");
			hal.type("#quit").expectExit(0);
		}
		PipedClient wrong = PipedClient.given("#login hal battery-staple\nhi\n", this.address);
		wrong.expectExit(3);
		assertThat(wrong.complaints()).containsExactly("Wrong name or password.", "Not said: hi");
	}

	/** Loses the connection on this side only, and comes back. */
	private static void returns(PipedClient client, Relay relay, String name, String line) {
		long before = returns(client);
		relay.cutHere();
		await().until(() -> returns(client) > before);
		client.type(line).awaitPrinted(name + ": " + line);
	}

	private static long returns(PipedClient client) {
		return client.complaints().stream().filter((complaint) -> complaint.startsWith("Back as")).count();
	}

	private void register(String name) {
		assertThat(SERVER.room().accounts().setPassword(name, new Password("correct-horse")))
			.isInstanceOf(Outcome.Done.class);
	}

}
