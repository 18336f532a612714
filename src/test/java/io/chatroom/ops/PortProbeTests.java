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

import io.chatroom.chat.Phrases;
import io.chatroom.ops.PortProbe.Result;
import io.chatroom.tcp.ChatConnectionFactory;
import io.chatroom.tcp.NanoClock;
import io.chatroom.tcp.TestSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What readiness says of a chat port behind which only a part of the service is at work.
 */
class PortProbeTests {

	private static final Duration PATIENT = Duration.ofSeconds(60);

	private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

	private final Queue<Socket> accepted = new ConcurrentLinkedQueue<>();

	private final ExecutorService clerk = Executors.newVirtualThreadPerTaskExecutor();

	PortProbeTests() throws IOException {
	}

	@AfterEach
	void close() throws IOException {
		this.server.close();
		this.clerk.close();
		for (Socket socket : this.accepted) {
			socket.close();
		}
	}

	@Test
	void isDownWhenNobodyAccepts() throws IOException {
		this.server.close();
		assertThat(look(PATIENT)).isEqualTo(new Result(Status.DOWN, "not let in: Connection refused"));
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			Hello                                                            | DOWN | not greeted
			Too many connections. Try again later. Too many connections. Try | DOWN | not greeted
			Greetings from the ChatRoom! Now type your name and press enter! | DOWN | greeted, and not answered
			""", delimiter = '|')
	void isDownUnlessGreetedAndAnswered(String words, Status status, String why) {
		serve(words + "\r\n");
		assertThat(look(PATIENT)).isEqualTo(new Result(status, why));
	}

	@Test
	void isDownWhenTheKernelAloneIsAtWork() {
		assertThat(look(Duration.ofMillis(200))).isEqualTo(new Result(Status.DOWN, "not greeted"));
	}

	@Test
	void isUpWithAGreetingAndAnAnswer() {
		serve(Phrases.GREETING + "\r\n[Yes]\r\n");
		assertThat(look(PATIENT)).isEqualTo(new Result(Status.UP, "greeted and answered"));
	}

	private Result look(Duration patience) {
		ChatConnectionFactory factory = new ChatConnectionFactory(TestSettings.TCP, NanoClock.SYSTEM);
		return new PortProbe(factory, patience).look((InetSocketAddress) this.server.getLocalSocketAddress());
	}

	private void serve(String words) {
		var _ = this.clerk.submit(() -> {
			Socket socket = this.server.accept();
			this.accepted.add(socket);
			socket.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
			socket.shutdownOutput();
			return null;
		});
	}

}
