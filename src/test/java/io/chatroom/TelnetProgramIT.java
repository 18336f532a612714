package io.chatroom;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.chatroom.tcp.Outbound;
import io.chatroom.testing.ChatServer;
import io.chatroom.testing.TerminalProgram;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import org.springframework.integration.ip.IpHeaders;
import org.springframework.messaging.support.GenericMessage;

/**
 * Visits with the programs that people have, where they are installed: {@code telnet},
 * and PuTTY's {@code plink}, which opens as PuTTY does.
 */
@EnabledIf("hasTelnet")
class TelnetProgramIT {

	private static final String ESCAPE = "\u001d";

	private static final String PROMPT = "telnet> ";

	/** Have 0x85 and 0x9d among their bytes. */
	private static final String LETTERS = "\u0445\u043e\u0440\u043e\u0448\u043e \u00c5 \u041d\u0430\u0442\u0430\u0448\u0430 \u201d \u0105 \u05dd";

	private static ChatServer server;

	private TestClient bob;

	static boolean hasTelnet() {
		return TerminalProgram.isInstalled("telnet");
	}

	static boolean hasPutty() {
		return TerminalProgram.isInstalled("plink");
	}

	@BeforeAll
	static void start() {
		server = ChatServer.lend();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@BeforeEach
	void join() {
		this.bob = server.join("bob");
	}

	@AfterEach
	void quit() {
		this.bob.say("#quit").expect("alice has left the chat.", "#quit").expectEnd();
		this.bob.close();
	}

	@Test
	void telnetTalksInLineMode() throws Exception {
		try (TerminalProgram telnet = telnet()) {
			// the terminal erases, and telnet sends the rest
			telnet.type("hellp\u007fo\r").shows("alice: hello\r\n");
			this.bob.expect("alice: hello");
			quit(telnet);
		}
	}

	@Test
	void telnetTalksInCharacterMode() throws Exception {
		try (TerminalProgram telnet = telnet()) {
			// refused the first time, telnet goes back to lines; the second is not
			// answered, and it sends each key as it is typed, Enter as CR NUL
			command(telnet, "mode character").type("one\r").shows("alice: one\r\n");
			command(telnet, "mode character");
			command(telnet, "status").shows("single character mode");
			for (char key : "hex\u007flp\blo".toCharArray()) {
				telnet.type(String.valueOf(key));
			}
			telnet.type("\r").shows("alice: hello\r\n");
			telnet.type("caf\u00e9e\u0301\u007f\u007f\b\u00e9\u0003!\r");
			this.bob.expect("alice: one", "alice: hello", "alice: caf\u00e9!");
			quit(telnet);
		}
	}

	@Test
	void telnetSendsEveryLetterOnceItIsAskedTo() throws Exception {
		try (TerminalProgram telnet = telnet()) {
			// telnet drops the byte 0x85 of the first letter
			telnet.type("\u0445\u043e\u0440\u043e\u0448\u043e\r")
				.shows("That line is not valid UTF-8")
				.shows("or use nc.");
			telnet.type(LETTERS + "\r");
			this.bob.expect("alice: " + LETTERS);
			quit(telnet);
		}
	}

	@Test
	void telnetSendsEveryLetterInBinaryMode() throws Exception {
		try (TerminalProgram telnet = telnet()) {
			command(telnet, "toggle binary").type(LETTERS + "\r");
			this.bob.expect("alice: " + LETTERS);
			command(telnet, "toggle binary").type("off\r");
			this.bob.expect("alice: off");
			command(telnet, "toggle binary").type(LETTERS + "\r");
			this.bob.expect("alice: " + LETTERS);
			quit(telnet);
		}
	}

	@Test
	void commandsOfTelnetAreNotHeard() throws Exception {
		try (TerminalProgram telnet = telnet()) {
			for (String command : List.of("nop", "ip", "brk", "ao", "ga", "abort", "eof", "susp", "synch", "do echo",
					"dont echo", "will naws", "wont naws")) {
				command(telnet, "send " + command);
				telnet.type(command + "\r").shows("alice: " + command + "\r\n");
				this.bob.expect("alice: " + command);
			}
			quit(telnet);
		}
	}

	@Test
	void telnetIsAnsweredAndGoesOnAfterAnInterrupt() throws Exception {
		try (TerminalProgram telnet = telnet()) {
			command(telnet, "send ayt").shows("[Yes]\r\n");
			for (int i = 0; i < 2; i++) {
				// sends IP and DO TIMING-MARK: telnet shows nothing until that is
				// answered
				telnet.type("\u0003").shows("^C").type("hello\r").shows("alice: hello\r\n");
				this.bob.expect("alice: hello");
			}
			quit(telnet);
		}
	}

	@Test
	void telnetHidesAPassword() throws Exception {
		// the minus makes it negotiate, as it does by itself on port 23
		hidesAPassword("telnet -- 127.0.0.1 -" + server.port());
	}

	@Test
	@EnabledIf("hasPutty")
	void puttyHidesAPassword() throws Exception {
		hidesAPassword("plink -telnet -P " + server.port() + " 127.0.0.1");
	}

	private void hidesAPassword(String command) throws Exception {
		Set<String> others = Set.copyOf(server.factory().getOpenConnectionIds());
		try (TerminalProgram program = TerminalProgram.start(command)) {
			enter(program);
			String alice = server.factory()
				.getOpenConnectionIds()
				.stream()
				.filter((id) -> !others.contains(id))
				.findFirst()
				.orElseThrow();
			for (int i = 0; i < 2; i++) {
				send(alice, new Outbound.HideInput(true));
				send(alice, new Outbound.Tell("Type its password!"));
				// neither the terminal nor the server shows it
				program.shows("Type its password!").type("#msg nobody correct horse\r").shows("Nobody here");
				send(alice, new Outbound.HideInput(false));
				send(alice, new Outbound.Tell("Thank you."));
				program.shows("Thank you.").type("seen\r").shows("seen").shows("alice: seen");
				this.bob.expect("alice: seen");
			}
			program.neverShowed("horse");
			quit(program);
		}
	}

	private static void send(String client, Outbound payload) {
		server.toClients().send(new GenericMessage<>(payload, Map.of(IpHeaders.CONNECTION_ID, client)));
	}

	@Test
	@EnabledIf("hasPutty")
	void puttyTalks() throws Exception {
		try (TerminalProgram putty = TerminalProgram.start("plink -telnet -P " + server.port() + " 127.0.0.1")) {
			enter(putty);
			putty.type("hello\r").shows("alice: hello");
			this.bob.expect("alice: hello");
			quit(putty);
		}
	}

	private TerminalProgram telnet() throws Exception {
		TerminalProgram telnet = TerminalProgram.start("telnet 127.0.0.1 " + server.port());
		enter(telnet);
		return telnet;
	}

	private void enter(TerminalProgram program) throws Exception {
		program.shows("Now type your name and press enter!").type("alice\r").shows("Welcome alice!");
		this.bob.expect("alice from [127.0.0.1] has joined the chat!");
	}

	private static TerminalProgram command(TerminalProgram telnet, String command) throws Exception {
		return telnet.type(ESCAPE).shows(PROMPT).type(command + "\r").shows("\r\n");
	}

	private static void quit(TerminalProgram program) throws Exception {
		program.type("#quit\r").shows("#quit").ends();
	}

}
