package io.chatroom;

import java.io.BufferedReader;

import io.chatroom.testing.PipedClient;
import io.chatroom.testing.Programs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The client with a server that sends no line ends and has no JSON mode.
 */
class SeedServerIT {

	private static final String GREETING = "Greetings from the ChatRoom! Now type your name and press enter!";

	private Process server;

	private BufferedReader output;

	private String address;

	@BeforeEach
	void start() throws Exception {
		Programs.assumeInstalled("python3");
		this.server = new ProcessBuilder("python3", "src/test/resources/seed_server.py").redirectErrorStream(true)
			.start();
		this.output = this.server.inputReader();
		this.address = "127.0.0.1:" + this.output.readLine();
	}

	@AfterEach
	void stop() {
		if (this.server != null) {
			this.server.toHandle().destroy();
		}
	}

	@Test
	void talksPlainly() throws Exception {
		PipedClient bob = PipedClient.waiting(this.address);
		bob.awaitPrinted(GREETING)
			.type("bob")
			.awaitPrinted("Welcome bob! If you ever want to quit, type #quit to exit.");
		PipedClient alice = PipedClient.given("hello\n\nhow are you\n#quit\n", this.address, "--name", "alice");
		alice.expectExit(0);
		await().until(() -> text(bob).endsWith("alice has left the chat."));
		bob.type("#quit").expectExit(0);
		assertThat(text(alice)).isEqualTo(GREETING + "Welcome alice! If you ever want to quit, type #quit to exit."
				+ "alice: helloalice: how are you#quit");
		assertThat(text(bob)).isEqualTo(GREETING + "Welcome bob! If you ever want to quit, type #quit to exit."
				+ "alice from [127.0.0.1] has joined the chat!alice: helloalice: how are youalice has left the chat."
				+ "#quit");
	}

	@Test
	void quitsAtTheEndOfTheInput() throws Exception {
		PipedClient carol = PipedClient.given("carol\nhi\n", this.address);
		carol.expectExit(0);
		assertThat(text(carol)).endsWith("carol: hi#quit");
		assertThat(this.output.ready()).isFalse();
	}

	@Test
	void tellsThatTheServerDied() throws Exception {
		PipedClient erin = PipedClient.waiting(this.address, "--name", "erin");
		erin.awaitPrinted("Welcome erin! If you ever want to quit, type #quit to exit.");
		this.server.toHandle().destroyForcibly();
		erin.expectExit(1);
		assertThat(erin.complaints()).containsExactly("The connection to %s was lost.".formatted(this.address));
	}

	@Test
	void hasNoEventsForPrograms() throws Exception {
		PipedClient dave = PipedClient.given("hi\n", this.address, "--json", "--name", "dave");
		dave.expectExit(1);
		assertThat(dave.complaints()).containsExactly(GREETING, this.address + " has no JSON mode.");
		assertThat(dave.printed()).isEmpty();
	}

	/**
	 * Returns what a client printed, without line ends: texts that such a server sends at
	 * once arrive as one line.
	 */
	private static String text(PipedClient client) {
		return String.join("", client.printed());
	}

}
