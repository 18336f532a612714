package io.chatroom.ops;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.chatroom.protocol.TextLines;
import io.chatroom.ops.PortProbe.Result;
import io.chatroom.tcp.ChatConnectionFactory;
import io.chatroom.tcp.TestSettings;
import io.chatroom.tcp.socket.NanoClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The probe of a chat port behind which only a part of the service works.
 */
class PortProbeTests {

	private static final Duration LONG = Duration.ofSeconds(60);

	private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

	private final Queue<Socket> accepted = new ConcurrentLinkedQueue<>();

	private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

	PortProbeTests() throws IOException {
	}

	@AfterEach
	void close() throws IOException {
		this.server.close();
		this.executor.close();
		for (Socket socket : this.accepted) {
			socket.close();
		}
	}

	@Test
	void isDownWhenNobodyAccepts() throws IOException {
		this.server.close();
		assertThat(probe(LONG)).isEqualTo(new Result(Status.DOWN, "connect failed: Connection refused"));
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			Hello                                                            | DOWN | no greeting
			Too many connections. Try again later. Too many connections. Try | DOWN | no greeting
			Greetings from the ChatRoom! Now type your name and press enter! | DOWN | greeting, but no answer
			""", delimiter = '|')
	void isDownWithoutGreetingOrAnswer(String sent, Status status, String text) {
		serve(sent + "\r\n");
		assertThat(probe(LONG)).isEqualTo(new Result(status, text));
	}

	@Test
	void isDownWhenOnlyTheKernelAccepts() {
		assertThat(probe(Duration.ofMillis(200))).isEqualTo(new Result(Status.DOWN, "no greeting"));
	}

	@Test
	void isUpWithGreetingAndAnswer() {
		serve(TextLines.GREETING + "\r\n[Yes]\r\n");
		assertThat(probe(LONG)).isEqualTo(new Result(Status.UP, "greeting and answer"));
	}

	private Result probe(Duration timeout) {
		ChatConnectionFactory factory = new ChatConnectionFactory(TestSettings.TCP, NanoClock.SYSTEM);
		return new PortProbe(factory, timeout).run((InetSocketAddress) this.server.getLocalSocketAddress());
	}

	private void serve(String text) {
		var _ = this.executor.submit(() -> {
			Socket socket = this.server.accept();
			this.accepted.add(socket);
			socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
			socket.shutdownOutput();
			return null;
		});
	}

}
