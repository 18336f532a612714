package io.chatroom.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Format;
import io.chatroom.tcp.count.RejectionReason;
import io.chatroom.tcp.line.Framing;
import io.chatroom.tcp.line.Line;
import io.chatroom.tcp.line.LineSettings;
import io.chatroom.tcp.line.Lines;
import io.chatroom.tcp.out.Outbox;
import io.chatroom.tcp.out.OutboxLimits;
import io.chatroom.tcp.socket.InputWaiter;
import io.chatroom.tcp.socket.PlainTransport;
import io.chatroom.tcp.socket.Transport;
import io.chatroom.testing.ManualClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What one client's reader returns, and how it ends, on a real socket. Time passes only
 * when a test lets it.
 */
class ConnectionReaderTests {

	private static final LineSettings NO_FLOOD_LIMIT = TestSettings.TCP.lines();

	private static final Duration NAME_DEADLINE = Duration.ofMinutes(1);

	private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(10);

	private static final Duration DRAIN_TIMEOUT = Duration.ofHours(1);

	/** More than the buffers of both sockets hold. */
	private static final byte[] LONG_LINE = Lines.encode("x".repeat(4_000_000));

	private final ManualClock clock = new ManualClock();

	private final ServerSocketChannel server = ServerSocketChannel.open()
		.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

	private final Socket client = new Socket();

	private final Queue<Line> lines = new ConcurrentLinkedQueue<>();

	private volatile boolean stopping;

	private volatile @Nullable IOException failure;

	private @Nullable SharedParts parts;

	private @Nullable Outbox outbox;

	private @Nullable Thread thread;

	ConnectionReaderTests() throws IOException {
	}

	@AfterEach
	void stop() throws Exception {
		this.client.close();
		outbox().lose();
		awaitReaderEnd();
		parts().fanOut().stop();
		parts().poller().stop();
		this.server.close();
	}

	@Test
	void returnsLinesUntilTheStreamEnds() throws Exception {
		start();
		send("one\r\ntwo");
		this.client.shutdownOutput();
		awaitEnd();
		assertThat(texts()).containsExactly("one", "two", "END");
		assertThat(outbox().closeReason()).isEqualTo(CloseReason.END_OF_STREAM);
		assertThat(parts().counters().opened()).isOne();
		// without the drain timeout
		awaitReaderEnd();
		assertThat(this.failure).isNull();
	}

	@Test
	void givesUpAClientWithoutAName() throws Exception {
		start();
		this.clock.pass(NAME_DEADLINE.minusNanos(1));
		send("no name\n");
		awaitLines(1);
		this.clock.pass(Duration.ofNanos(1));
		awaitEnd();
		assertThat(texts()).containsExactly("no name", "END");
		assertThat(heard()).isEqualTo(CloseReason.NAMELESS.lastWords() + "\r\n");
		assertThat(parts().counters().evicted(CloseReason.NAMELESS)).isOne();
	}

	@Test
	void givesUpASilentMember() throws Exception {
		start();
		outbox().follow(parts().fanOut().newLog());
		outbox().format(Format.JSON);
		for (int i = 1; i <= 3; i++) {
			this.clock.pass(IDLE_TIMEOUT.minusNanos(1));
			send("still here\n");
			awaitLines(i);
		}
		this.clock.pass(IDLE_TIMEOUT);
		awaitEnd();
		assertThat(heard()).isEqualTo(CloseReason.IDLE.lastWords(Format.JSON) + "\r\n");
		assertThat(parts().counters().evicted(CloseReason.IDLE)).isOne();
	}

	@Test
	void slowsDownAClientThatSendsTooFast() throws Exception {
		start(new LineSettings(Framing.LINE, 1024, 1, 1), 1024);
		send("one\ntwo\n");
		awaitLines(1);
		await().until(() -> {
			// too little for another line
			this.clock.pass(Duration.ofMillis(1));
			return parts().counters().heldBackSeconds() > 0;
		});
		assertThat(this.lines).hasSize(1);
		this.clock.pass(Duration.ofSeconds(1));
		awaitLines(2);
	}

	@Test
	void deadlineEndsAClientThatIsSlowedDown() throws Exception {
		start(new LineSettings(Framing.LINE, 1024, 1, 1), 1024);
		send("one\n".repeat(1000));
		awaitLines(1);
		this.clock.pass(NAME_DEADLINE);
		awaitEnd();
		assertThat(outbox().closeReason()).isEqualTo(CloseReason.NAMELESS);
	}

	@Test
	void waitsWhileAClientDoesNotReadItsAnswers() throws Exception {
		start(NO_FLOOD_LIMIT, LONG_LINE.length + 1000);
		outbox().tell(LONG_LINE);
		send("one\ntwo\n");
		await().until(() -> parts().counters().received() == 1);
		assertThat(this.lines).isEmpty();
		assertThat(this.client.getInputStream().readNBytes(LONG_LINE.length)).hasSameSizeAs(LONG_LINE);
		awaitLines(2);
	}

	@Test
	void returnsTheEndAfterAnEviction() throws Exception {
		start();
		outbox().tell(LONG_LINE);
		awaitEnd();
		assertThat(outbox().closeReason()).isEqualTo(CloseReason.OVERFLOW);
		assertThat(this.lines).containsExactly(Line.NoText.END);
	}

	@Test
	void answersHttp() throws Exception {
		start();
		send("GET / HTTP/1.1\r\nHost: chat\r\n\r\n");
		awaitEnd();
		assertThat(heard()).startsWith("HTTP/1.1 400 Bad Request\r\n");
		assertRejected(RejectionReason.HTTP);
		assertThat(this.lines).containsExactly(Line.NoText.END);
		assertThat(outbox().closeReason()).isEqualTo(CloseReason.REFUSED);
	}

	@Test
	void rejectsAProxyHeader() throws Exception {
		start();
		send("PROXY TCP4 203.0.113.7 192.0.2.1 56324 5000\r\nhello\r\n");
		awaitEnd();
		assertThat(heard()).isEmpty();
		assertRejected(RejectionReason.PROXY_HEADER);
		assertThat(this.lines).containsExactly(Line.NoText.END);
		assertThat(outbox().closeReason()).isEqualTo(CloseReason.REFUSED);
	}

	@Test
	void failsWhenThePeerResetsTheConnection() throws Exception {
		start();
		this.client.setSoLinger(true, 0);
		this.client.close();
		awaitReaderEnd();
		assertThat(this.failure).isNotNull();
		assertThat(this.lines).isEmpty();
	}

	@Test
	void returnsNothingMoreOnceTheWriterHasLostTheConnection() throws Exception {
		start();
		outbox().lose();
		awaitReaderEnd();
		assertThat(this.lines).isEmpty();
		assertThat(this.failure).isNull();
	}

	@Test
	void waitsForThePeerAsLongAsTheDrainTimeout() throws Exception {
		start();
		outbox().end(CloseReason.QUIT, Lines.encode("Goodbye!"));
		awaitEnd();
		assertThat(heard()).isEqualTo("Goodbye!\r\n");
		this.clock.pass(DRAIN_TIMEOUT.minusNanos(1));
		send("what it sends now is dropped\n");
		assertThat(thread().isAlive()).isTrue();
		this.clock.pass(Duration.ofNanos(1));
		awaitReaderEnd();
		assertThat(this.lines).containsExactly(Line.NoText.END);
	}

	@Test
	void returnsNoEndWhileTheServiceStops() throws Exception {
		start();
		this.stopping = true;
		outbox().end(CloseReason.GOING_DOWN);
		assertThat(heard()).isEmpty();
		this.client.close();
		awaitReaderEnd();
		assertThat(this.lines).isEmpty();
	}

	private void start() throws IOException {
		start(NO_FLOOD_LIMIT, 1024);
	}

	private void start(LineSettings lineSettings, long maxBytes) throws IOException {
		this.parts = SharedParts.of(new TcpSettings(lineSettings, new OutboxLimits(maxBytes, Duration.ofMinutes(1)),
				DRAIN_TIMEOUT, NAME_DEADLINE, IDLE_TIMEOUT, TestSettings.TCP.proxies()), this.clock);
		this.parts.fanOut().start();
		this.parts.poller().start();
		this.client.setSoTimeout(60_000);
		this.client.setReceiveBufferSize(4096);
		this.client.connect(this.server.getLocalAddress());
		SocketChannel channel = this.server.accept();
		channel.configureBlocking(false);
		Transport transport = new PlainTransport(channel);
		InputWaiter waiter = new InputWaiter(channel, this.parts.poller(), this.clock);
		this.outbox = this.parts.fanOut().newOutbox(channel, transport, waiter::wake);
		ConnectionReader reader = new ConnectionReader(this.outbox, transport, waiter, this.parts,
				this.parts.newAccounting("c1", channel.socket()::getInetAddress, () -> {
				}), () -> this.stopping);
		this.thread = Thread.ofVirtual().start(() -> {
			waiter.begin();
			try (channel) {
				for (Line line = reader.next(); line != null; line = reader.next()) {
					this.lines.add(line);
				}
			}
			catch (IOException ex) {
				this.failure = ex;
			}
		});
	}

	private SharedParts parts() {
		return Objects.requireNonNull(this.parts);
	}

	private Outbox outbox() {
		return Objects.requireNonNull(this.outbox);
	}

	private Thread thread() {
		return Objects.requireNonNull(this.thread);
	}

	private void send(String text) throws IOException {
		this.client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
	}

	/** Returns what the client receives up to the end of the stream. */
	private String heard() throws IOException {
		return new String(this.client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

	private void awaitLines(int count) {
		await().until(() -> this.lines.size() == count);
	}

	private void awaitReaderEnd() throws InterruptedException {
		assertThat(thread().join(Duration.ofSeconds(30))).isTrue();
	}

	private void awaitEnd() {
		await().until(() -> this.lines.contains(Line.NoText.END));
	}

	private void assertRejected(RejectionReason reason) {
		assertThat(parts().counters().rejected(reason)).isOne();
		assertThat(parts().counters().opened()).isZero();
	}

	private Iterable<String> texts() {
		return this.lines.stream()
			.map((line) -> (line instanceof Line.Text text) ? text.value() : line.toString())
			.toList();
	}

}
