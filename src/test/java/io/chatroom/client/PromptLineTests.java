package io.chatroom.client;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.chatroom.protocol.Reply.Entered;
import io.chatroom.protocol.Reply.Welcome;
import io.chatroom.protocol.RoomEvent.Renamed;
import io.chatroom.protocol.Stamped;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The prompt, and what stands above it.
 */
class PromptLineTests {

	private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

	@TempDir
	private Path state;

	@Test
	void thePromptShowsTheRoom() throws Exception {
		try (VirtualTerminal terminal = VirtualTerminal.ofAlice(this.state)) {
			terminal.display().show(new Entered("games", "g", 7, 2, List.of("bob", "alice"), "Chess"));
			prompts(terminal, "alice@games> ");
			terminal.display().show(new Stamped("games", 9, NOON, new Renamed("alice", "ally")));
			prompts(terminal, "ally@games> ");
			// after a reconnect without the room
			terminal.display().learn(new Welcome("lobby", "r", 1, "ally", 1));
			prompts(terminal, "ally@lobby> ");
		}
	}

	private static void prompts(VirtualTerminal terminal, String prompt) {
		CompletableFuture<@Nullable String> line = terminal.readMeanwhile();
		terminal.shows(prompt);
		terminal.type("\r");
		line.join();
	}

	@Test
	void whatIsNotSaidYetStandsAboveThePrompt() throws Exception {
		try (VirtualTerminal terminal = VirtualTerminal.ofAlice(this.state)) {
			CompletableFuture<@Nullable String> line = terminal.type("x").readMeanwhile();
			terminal.shows("alice@lobby> ");
			terminal.display().pending(List.of("one", "two 50%", "three", "four", "five"));
			terminal.shows("  ... > one\n  ... > two 50%\n  ... > three\n  ... > and 2 more\nalice@lobby> ");
			terminal.type("\r");
			line.join();
		}
	}

	@Test
	void thePromptShowsWhenTheNextTryIs() throws Exception {
		try (VirtualTerminal terminal = VirtualTerminal.ofAlice(this.state)) {
			CompletableFuture<@Nullable String> line = terminal.type("x").readMeanwhile();
			terminal.shows("alice@lobby> ");
			terminal.display().retry(12);
			terminal.display().pending(List.of("one"));
			terminal.shows("  ... - next try in 12 s; Enter tries at once\nalice@lobby> ");
			terminal.display().retry(-1);
			terminal.display().notice("Back.");
			terminal.shows("- Back.\n  ... > one\nalice@lobby> x");
			terminal.type("\r");
			line.join();
		}
	}

}
