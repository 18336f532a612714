package io.chatroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.PipedClient;
import io.chatroom.testing.Relay;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

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
		assertThat(ada.printed().getFirst()).startsWith("You are signed in as ada. Last time: ");
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

	private void register(String name) {
		try (TestClient owner = SERVER.join(name)) {
			owner.say("#register correct-horse").expect(name + " is yours now. #login " + name + " signs you in.");
		}
		// a line of the name's owner is refused until it has left
		SERVER.awaitNobody();
	}

}
