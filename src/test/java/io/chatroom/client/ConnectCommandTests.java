package io.chatroom.client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import io.chatroom.testing.ClosedPort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

class ConnectCommandTests {

	private final Terminal terminal = new Terminal();

	@Test
	void printsWhatComesAtOnceAndSendsWhatIsTyped() throws Exception {
		AtomicReference<String> heard = new AtomicReference<>("");
		try (PipedOutputStream keyboard = new PipedOutputStream();
				InputStream in = new PipedInputStream(keyboard);
				OneClientServer server = new OneClientServer((socket) -> {
					socket.getOutputStream().write(bytes("Name?\r\n"));
					heard.set(new String(socket.getInputStream().readNBytes(4), StandardCharsets.UTF_8));
					socket.getOutputStream().write(bytes("Welcome bob!\r\n"));
					heard.set(new String(socket.getInputStream().readNBytes(6), StandardCharsets.UTF_8));
				})) {
			CompletableFuture<Integer> exitCode = CompletableFuture
				.supplyAsync(() -> run(in, "127.0.0.1", server.port()), Thread::startVirtualThread);
			await().until(this.terminal::printed, "Name?\n"::equals);
			keyboard.write(bytes("bob\n"));
			keyboard.flush();
			await().until(this.terminal::printed, "Name?\nWelcome bob!\n"::equals);
			assertThat(heard).hasValue("bob\n");
			keyboard.write(bytes("#quit\n"));
			keyboard.flush();
			assertThat(exitCode.join()).isZero();
			assertThat(heard).hasValue("#quit\n");
			assertThat(this.terminal.complaints()).isEmpty();
		}
	}

	@Test
	void endsWellWhenServerClosesAtQuit() throws Exception {
		try (PipedOutputStream keyboard = new PipedOutputStream();
				InputStream in = new PipedInputStream(keyboard);
				OneClientServer server = new OneClientServer((socket) -> {
					socket.getOutputStream().write(bytes("Name?\r\n"));
					socket.getInputStream().readNBytes(6);
				})) {
			keyboard.write(bytes("#quit\n"));
			assertThat(run(in, "127.0.0.1", server.port())).isZero();
			assertThat(this.terminal.complaints()).isEmpty();
		}
	}

	@Test
	void passesEveryLineWhateverEndsIt() throws Exception {
		ByteArrayOutputStream heard = new ByteArrayOutputStream();
		try (OneClientServer server = new OneClientServer((socket) -> {
			socket.getOutputStream().write(bytes("Name?\r\n"));
			socket.getInputStream().transferTo(heard);
		})) {
			assertThat(run(input("a\r\nb\n\nc\r\u00e9 \ud83d\ude00"), "127.0.0.1", server.port())).isZero();
			server.awaitPlayed();
			assertThat(heard.toByteArray()).isEqualTo(bytes("a\nb\n\nc\n\u00e9 \ud83d\ude00\n"));
		}
	}

	@Test
	void takesAByteOrderMarkOffTheFirstLineOfAPipe() throws Exception {
		ByteArrayOutputStream heard = new ByteArrayOutputStream();
		try (OneClientServer server = new OneClientServer((socket) -> {
			socket.getOutputStream().write(bytes("Name?\r\n"));
			socket.getInputStream().transferTo(heard);
		})) {
			assertThat(run(input("\ufeff#who\r\n\ufeffhi\r\n"), "127.0.0.1", server.port())).isZero();
			server.awaitPlayed();
			assertThat(heard.toByteArray()).isEqualTo(bytes("#who\n\ufeffhi\n"));
		}
	}

	@Test
	void suggestsTlsWhereNobodyGreets() throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> {
		})) {
			assertThat(run(InputStream.nullInputStream(), "127.0.0.1", server.port())).isOne();
			assertThat(this.terminal.complaints()).isEqualToNormalizingNewlines("""
					Cannot connect to 127.0.0.1:%s: it closed the connection without a greeting (--tls?).
					""".formatted(server.port()));
		}
		try (OneClientServer server = new OneClientServer((socket) -> socket.getInputStream().readAllBytes());
				ServerConnection silent = server.connect()) {
			assertThatIOException().isThrownBy(() -> silent.lines().greeting(1))
				.withMessage("it sends no greeting (--tls?)");
		}
	}

	@Test
	void leavesOutWhatCannotBeSaidAndTellsSo() throws Exception {
		ByteArrayOutputStream heard = new ByteArrayOutputStream();
		try (OneClientServer server = new OneClientServer((socket) -> {
			socket.getOutputStream().write(bytes("Name?\r\n"));
			socket.getInputStream().transferTo(heard);
		})) {
			String longest = "\u00e9".repeat(1 << 15);
			InputStream in = new SequenceInputStream(input("a\n\n"),
					new SequenceInputStream(new ByteArrayInputStream(new byte[] { 'c', (byte) 0xe9, '\r', '\n' }),
							input(longest + "\n" + longest + "!\nb")));
			assertThat(run(in, "127.0.0.1", server.port())).isOne();
			server.awaitPlayed();
			assertThat(heard.toString(StandardCharsets.UTF_8)).isEqualTo("a\n\n" + longest + "\nb\n");
			assertThat(this.terminal.complaints()).isEqualToNormalizingNewlines("""
					Line 3 is not UTF-8; it was not sent.
					Line 5 is over 65536 bytes; it was not sent.
					""");
		}
	}

	@Test
	void keepsCharacterWholeThatComesInTwoReads() throws Exception {
		byte[] emoji = bytes("hi \uD83D\uDE00");
		try (OneClientServer server = new OneClientServer((socket) -> {
			socket.getOutputStream().write(emoji, 0, 5);
			await().until(() -> this.terminal.printed().equals("hi \n"));
			socket.getOutputStream().write(emoji, 5, 2);
			socket.getInputStream().readNBytes("#quit".length());
		})) {
			assertThat(run(InputStream.nullInputStream(), "127.0.0.1", server.port())).isZero();
			server.awaitPlayed();
			assertThat(this.terminal.printed()).isEqualTo("hi \n\uD83D\uDE00\n");
		}
	}

	@Test
	void takesOutWhatCouldPaintOnTheScreen() throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> {
			socket.getOutputStream().write(bytes("a\u001b[2Jb\tc\u0007\u009b\u202ed\u2028e\u007f\r\n"));
			socket.getInputStream().readAllBytes();
		})) {
			assertThat(run(InputStream.nullInputStream(), "127.0.0.1", server.port())).isZero();
			assertThat(this.terminal.printed()).isEqualTo("a[2Jb\tcde\n");
		}
	}

	@Test
	void printsWhatComesAfterEndOfInput() throws Exception {
		byte[] answer = lines();
		try (OneClientServer server = new OneClientServer((socket) -> {
			socket.getOutputStream().write(bytes("Name?\r\n"));
			assertThat(socket.getInputStream().readAllBytes()).isEqualTo(bytes("bob\nhi\n#quit\n"));
			socket.getOutputStream().write(answer);
		})) {
			assertThat(run(input("bob\nhi\n#quit\n"), "127.0.0.1", server.port())).isZero();
			server.awaitPlayed();
			assertThat(this.terminal.printedBytes()).isEqualTo(withGreeting(answer));
		}
	}

	@Test
	void losesNothingOfLongPipedInputThatIsEchoed() throws Exception {
		byte[] given = lines();
		try (OneClientServer server = new OneClientServer((socket) -> {
			socket.getOutputStream().write(bytes("Name?\r\n"));
			socket.getInputStream().transferTo(socket.getOutputStream());
		})) {
			assertThat(run(new ByteArrayInputStream(given), "127.0.0.1", server.port())).isZero();
			server.awaitPlayed();
			assertThat(this.terminal.printedBytes()).isEqualTo(withGreeting(given));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost 5000 more", "localhost port", "localhost 0", "localhost 65536", "localhost:x",
			"localhost:5000 5001", ":5000", "--verbose", "localhost -p" })
	void answersWrongCallWithUsage(String words) {
		assertThat(run(InputStream.nullInputStream(), words.split(" "))).isEqualTo(2);
		assertThat(this.terminal.complaints()).matches(
				".+\\. Usage: java -jar chatroom\\.jar connect \\[OPTION \\.\\.\\.] \\[HOST\\[,HOST\\.\\.\\.] \\[PORT]]\\R");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--help", "-h", "localhost --help" })
	void printsHelp(String words) {
		assertThat(run(InputStream.nullInputStream(), words.split(" "))).isZero();
		assertThat(this.terminal.printed()).startsWith("Usage: ")
			.contains("#quit")
			.contains(ConnectWords.SWITCHES)
			.contains("--wait")
			.contains(ConnectWords.VALUES.keySet());
		assertThat(this.terminal.complaints()).isEmpty();
	}

	@Test
	void theHelpFitsATerminal() {
		run(InputStream.nullInputStream(), "--help");
		assertThat(this.terminal.printed().lines()).hasSizeLessThanOrEqualTo(23)
			.allSatisfy((line) -> assertThat(line).hasSizeLessThan(80));
	}

	@Test
	void waitsForAServerThatIsNotUpYet() throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> {
		}, (socket) -> {
			socket.getOutputStream().write(bytes("Name?\r\n"));
			socket.getInputStream().readAllBytes();
		})) {
			assertThat(run(input("bob\n#quit\n"), "--wait", "127.0.0.1", server.port())).isZero();
			assertThat(this.terminal.complaints()).isEqualToNormalizingNewlines("""
					Waiting for 127.0.0.1:%s: it closed the connection without a greeting (--tls?).
					""".formatted(server.port()));
		}
	}

	@Test
	void waitsNoLongerThanItIsTold() throws Exception {
		try (ClosedPort closed = new ClosedPort()) {
			String port = String.valueOf(closed.number());
			assertThat(run(InputStream.nullInputStream(), "--wait", "600ms", "127.0.0.1", port)).isOne();
			assertThat(this.terminal.complaints()).isEqualToNormalizingNewlines("""
					Waiting for 127.0.0.1:%1$s: Connection refused.
					Cannot connect to 127.0.0.1:%1$s: Connection refused.
					""".formatted(port));
		}
	}

	private int run(InputStream in, String... args) {
		return ConnectCommand.run(args, in, this.terminal.out, this.terminal.err, new Waits(Delay.REAL, 1));
	}

	private static InputStream input(String text) {
		return new ByteArrayInputStream(bytes(text));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	// More than the buffers of both sockets take.
	private static byte[] lines() {
		Random random = new Random(1);
		StringBuilder lines = new StringBuilder();
		while (lines.length() < 16 * 1024 * 1024) {
			lines.append(Long.toString(random.nextLong(), 36).repeat(random.nextInt(1, 100))).append('\n');
		}
		return bytes(lines.toString());
	}

	private static byte[] withGreeting(byte[] lines) {
		return bytes("Name?\n" + new String(lines, StandardCharsets.UTF_8));
	}

}
