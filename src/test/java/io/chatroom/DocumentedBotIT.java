package io.chatroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.Programs;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the bot of docs/json-mode.md against the service.
 */
class DocumentedBotIT {

	@Test
	void theBotTellsTheTime() throws Exception {
		Programs.assumeInstalled("bash", "jq");
		try (ChatServer server = ChatServer.lend(); TestClient alice = server.join("alice")) {
			Process bot = new ProcessBuilder("bash", "-c", script().replace("5000", String.valueOf(server.port())))
				.redirectErrorStream(true)
				.start();
			try {
				alice.expect("timebot from [127.0.0.1] has joined the chat!");
				alice.say("!time please").expect("alice: !time please");
				alice.say("!time").expect("alice: !time");
				assertThat(alice.read())
					.matches("timebot: alice, it is \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
			}
			finally {
				bot.toHandle().destroy();
			}
			alice.expect("timebot has left the chat.");
		}
	}

	private static String script() throws IOException {
		Matcher block = Pattern.compile("```bash\n(#!/bin/bash\n.*?)```", Pattern.DOTALL)
			.matcher(Files.readString(Path.of("docs/json-mode.md")));
		assertThat(block.find()).isTrue();
		return block.group(1);
	}

}
