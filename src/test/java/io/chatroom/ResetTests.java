package io.chatroom;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.awaitility.Awaitility.await;

/**
 * A reset leaves no ghost, whenever it comes.
 */
class ResetTests {

	@RegisterExtension
	static final ChatServer server = ChatServer.lend();

	@ParameterizedTest
	@EnumSource
	void leavesNoGhost(State state) {
		try (TestClient witness = server.join("witness")) {
			TestClient client = server.connect();
			state.reach(client);
			client.reset();
			await().until(() -> server.members() == 1 && server.factory().clients().count() == 1);
			if (state.isNamed()) {
				witness.expect("ghost from [127.0.0.1] has joined the chat!", "ghost has left the chat.");
			}
			witness.say("alone").expect("witness: alone");
		}
		await().until(() -> server.members() == 0 && server.factory().clients().count() == 0);
	}

	/**
	 * How far the visit has come.
	 */
	enum State {

		CONNECTED, GREETED, HALF_A_NAME, JOINED, HALF_A_LINE, QUITTING;

		boolean isNamed() {
			return compareTo(JOINED) >= 0;
		}

		void reach(TestClient client) {
			switch (this) {
				case CONNECTED -> {
				}
				case GREETED -> client.read();
				case HALF_A_NAME -> client.send("gho").read();
				case JOINED -> join(client, "");
				case HALF_A_LINE -> join(client, "hal");
				case QUITTING -> join(client, "#quit\n").read();
			}
		}

		private static TestClient join(TestClient client, String more) {
			client.send("ghost\n" + more).read();
			client.read();
			return client;
		}

	}

}
