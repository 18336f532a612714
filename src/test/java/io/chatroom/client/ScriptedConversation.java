package io.chatroom.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A conversation with a server that plays a script, on a terminal that can do no more
 * than a pipe.
 */
abstract class ScriptedConversation {

	static final String PROMPT = "{\"event\":\"prompt\",\"room\":\"lobby\",\"epoch\":\"r\",\"seq\":1,\"text\":\"Your name?\"}";

	static final String GAMES = "{\"event\":\"entered\",\"room\":\"games\",\"epoch\":\"g\",\"seq\":7,\"members\":2,"
			+ "\"names\":[\"bob\",\"alice\"],\"topic\":\"Chess\"}";

	static final String MAY_NOT = "{\"event\":\"refused\",\"code\":\"may-not-enter\",\"text\":\"You may not enter games.\"}";

	final Terminal terminal = new Terminal();

	final Pipe pipe = Pipe.open();

	final OutputStream keyboard = Channels.newOutputStream(this.pipe.sink());

	/** Runs when the server's time to close the connection is over. */
	final CompletableFuture<Runnable> afterGoodbye = new CompletableFuture<>();

	ScriptedConversation() throws IOException {
	}

	CompletableFuture<Ending> converse(OneClientServer server, String... options) throws Exception {
		return converse(true, server, options);
	}

	CompletableFuture<Ending> converse(boolean interactive, OneClientServer server, String... options)
			throws Exception {
		ConnectArguments arguments = ConnectArguments.parse(Map.of(), options);
		InputStream typed = Channels.newInputStream(this.pipe.source());
		Display display = new PlainDisplay(this.terminal.out, this.terminal.err);
		Screen screen = new Screen(display, new StreamTyping(typed, display::notice), interactive);
		Servers servers = new Servers(List.of(new Dial(server.address(), null)));
		return CompletableFuture.supplyAsync(() -> {
			try {
				return new ChatSession(servers, arguments, screen, new Waits(this::delay, 1)).converse();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}, Thread::startVirtualThread);
	}

	/**
	 * Retries immediately, and lets the test decide when the server is late to close.
	 */
	private void delay(Duration wait, Runnable task) {
		if (!wait.equals(Leave.PATIENCE) || !this.afterGoodbye.complete(task)) {
			Thread.startVirtualThread(task);
		}
	}

	void type(String... lines) throws Exception {
		this.keyboard.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
	}

	/** Lets a person in. */
	static void welcome(Socket socket, String name) throws Exception {
		letIn(socket, name);
		tellWhoIsHere(socket, name);
	}

	/** Lets in a pipe, or a person who goes to a room. */
	static void letIn(Socket socket, String name) throws Exception {
		greet(socket);
		welcomed(socket, name);
	}

	static void tellWhoIsHere(Socket socket, String name) throws Exception {
		hear(socket, "#who");
		say(socket, "{\"event\":\"members\",\"names\":[\"%s\"]}".formatted(name));
	}

	static void welcomed(Socket socket, String name) throws Exception {
		hear(socket, name);
		say(socket, "{\"event\":\"welcome\",\"room\":\"lobby\",\"epoch\":\"r\",\"seq\":1,\"name\":\"%s\",\"members\":1}"
			.formatted(name));
	}

	static void greet(Socket socket) throws Exception {
		say(socket, "Greetings from the ChatRoom! Now type your name and press enter!");
		hear(socket, "#format json");
		say(socket, PROMPT);
	}

	static void hear(Socket socket, String line) throws Exception {
		byte[] expected = (line + "\r\n").getBytes(StandardCharsets.UTF_8);
		assertThat(socket.getInputStream().readNBytes(expected.length)).asString(StandardCharsets.UTF_8)
			.isEqualTo(line + "\r\n");
	}

	static void say(Socket socket, String line) throws Exception {
		socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
	}

	/** Lets the user quit. */
	void quits(Socket socket) throws Exception {
		type("#quit");
		hear(socket, "#quit");
		say(socket, "{\"event\":\"bye\",\"code\":\"quit\",\"text\":\"#quit\"}");
	}

	static String said(String room, int seq, String from, String text) {
		return "{\"event\":\"said\",\"room\":\"%s\",\"seq\":%d,\"at\":\"2026-01-31T12:00:00Z\",\"from\":\"%s\",\"text\":\"%s\"}"
			.formatted(room, seq, from, text);
	}

}
