package io.chatroom.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

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
import org.junit.jupiter.api.BeforeEach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One client's reader at work, on a real socket. Time passes only when a test lets it.
 */
class ReaderScript {

	static final Duration NAME_DEADLINE = Duration.ofMinutes(1);

	static final Duration IDLE_TIMEOUT = Duration.ofMinutes(10);

	static final Duration DRAIN_TIMEOUT = Duration.ofHours(1);

	/** More than the buffers of both sockets hold. */
	static final byte[] LONG_LINE = Lines.encode("x".repeat(4_000_000));

	final ManualClock clock = new ManualClock();

	private final ServerSocketChannel server = ServerSocketChannel.open()
		.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

	final Socket client = new Socket();

	/** What the reader has returned. */
	final Queue<Line> lines = new ConcurrentLinkedQueue<>();

	final SharedParts parts;

	final Outbox outbox;

	final ConnectionReader reader;

	final Thread thread;

	volatile boolean stopping;

	/** What the reader has thrown. */
	volatile @Nullable IOException failure;

	/**
	 * Connects a client.
	 * @param maxBytes the most bytes that may be queued for it
	 */
	ReaderScript(LineSettings lineSettings, long maxBytes) throws IOException {
		this.parts = SharedParts.of(new TcpSettings(lineSettings, new OutboxLimits(maxBytes, Duration.ofMinutes(1)),
				DRAIN_TIMEOUT, NAME_DEADLINE, IDLE_TIMEOUT, TestSettings.TCP.proxies()), this.clock);
		this.client.setSoTimeout(60_000);
		this.client.setReceiveBufferSize(4096);
		this.client.connect(this.server.getLocalAddress());
		SocketChannel channel = this.server.accept();
		channel.configureBlocking(false);
		Transport transport = new PlainTransport(channel);
		InputWaiter waiter = new InputWaiter(channel, this.parts.poller(), this.clock);
		this.outbox = this.parts.fanOut().newOutbox(channel, transport, waiter::wake);
		this.reader = new ConnectionReader(this.outbox, transport, waiter, this.parts,
				this.parts.newAccounting("c1", channel.socket()::getInetAddress, () -> {
				}), () -> this.stopping);
		this.thread = Thread.ofVirtual().unstarted(() -> {
			waiter.begin();
			try (channel) {
				for (Line line = this.reader.next(); line != null; line = this.reader.next()) {
					this.lines.add(line);
				}
			}
			catch (IOException ex) {
				this.failure = ex;
			}
		});
	}

	@BeforeEach
	void start() {
		this.parts.fanOut().start();
		this.parts.poller().start();
		this.thread.start();
	}

	@AfterEach
	void stop() throws Exception {
		this.client.close();
		this.outbox.lose();
		awaitReaderEnd();
		this.parts.fanOut().stop();
		this.parts.poller().stop();
		this.server.close();
	}

	void send(String text) throws IOException {
		this.client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
	}

	/** Returns what the client receives up to the end of the stream. */
	String heard() throws IOException {
		return new String(this.client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

	void awaitLines(int count) {
		await().until(() -> this.lines.size() == count);
	}

	void awaitEnd() {
		await().until(() -> this.lines.contains(Line.NoText.END));
	}

	void awaitReaderEnd() throws InterruptedException {
		assertThat(this.thread.join(Duration.ofSeconds(30))).isTrue();
	}

}
