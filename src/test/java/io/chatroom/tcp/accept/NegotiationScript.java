package io.chatroom.tcp.accept;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.chatroom.protocol.AddressRange;
import io.chatroom.tcp.accept.Admission.Permit;
import io.chatroom.tcp.count.ConnectionAccounting;
import io.chatroom.tcp.count.ConnectionLog;
import io.chatroom.tcp.count.RejectionLog;
import io.chatroom.tcp.count.RejectionReason;
import io.chatroom.tcp.count.TcpCounters;
import io.chatroom.tcp.socket.InputPoller;
import io.chatroom.tcp.socket.InputWaiter;
import io.chatroom.tcp.tls.TlsSettings;
import io.chatroom.testing.ManualClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One connection that negotiates, on real sockets. Time passes only when a test lets it.
 */
class NegotiationScript {

	/** That of the client in {@link #HEADER}. */
	static final InetAddress SOURCE = InetAddress.ofLiteral("203.0.113.7");

	static final String HEADER = "PROXY TCP4 203.0.113.7 127.0.0.1 1234 5000\r\n";

	static final InetAddress BANNED = InetAddress.ofLiteral("203.0.113.9");

	static final String BAN = "You are banned until 14:05 UTC: spam";

	/** One in its network is sent nothing. */
	static final AddressRange DENIED = AddressRange.of("198.51.100.0/24");

	private static final AddressRange THIS_MACHINE = AddressRange.of("127.0.0.0/8");

	final ManualClock clock = new ManualClock();

	final TcpCounters counters = new TcpCounters();

	final Admission admission = new Admission(new AdmissionSettings(10, 1, 0, List.of(THIS_MACHINE), List.of(DENIED)),
			(address) -> address.equals(BANNED) ? BAN : null, this.clock::nanoTime);

	private final InputPoller poller = new InputPoller();

	private final ServerSocketChannel server = ServerSocketChannel.open()
		.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

	final Socket client = new Socket(InetAddress.getLoopbackAddress(), this.server.socket().getLocalPort());

	final SocketChannel channel = this.server.accept();

	NegotiationScript() throws IOException {
		this.client.setSoTimeout(60_000);
		this.channel.configureBlocking(false);
	}

	@BeforeEach
	void start() {
		this.poller.start();
	}

	@AfterEach
	void stop() throws IOException {
		this.poller.stop();
		this.channel.close();
		this.client.close();
		this.server.close();
	}

	/**
	 * Begins a negotiation.
	 * @param tls how the port speaks TLS, or null
	 * @param fromProxy whether the peer is a trusted proxy
	 */
	Running run(@Nullable TlsSettings tls, boolean fromProxy) throws IOException {
		Permit permit = (Permit) this.admission.admit(this.channel.socket().getInetAddress());
		Accepted accepted = new Accepted(this.channel,
				new Endpoint(List.of(InetAddress.getLoopbackAddress()), this.server.socket().getLocalPort(), tls),
				permit);
		InputWaiter waiter = new InputWaiter(this.channel, this.poller, this.clock);
		ProxySettings proxies = new ProxySettings(fromProxy ? List.of(THIS_MACHINE) : List.of(), Duration.ofSeconds(5));
		RejectionLog rejections = new RejectionLog(proxies::isProxy, this.counters, this.clock::nanoTime);
		ConnectionAccounting accounting = new ConnectionAccounting("c1", accepted::address, this.counters,
				new ConnectionLog(), rejections, permit::forgetArrival);
		Negotiation negotiation = new Negotiation(accepted, accepted.createTransport(), waiter, proxies, rejections,
				accounting, this.clock);
		CompletableFuture<Negotiated> result = new CompletableFuture<>();
		Thread thread = Thread.ofVirtual().start(() -> {
			waiter.begin();
			try {
				negotiation.negotiate();
				Negotiated negotiated = Objects.requireNonNull(negotiation.client());
				assertThat(negotiation.address()).isEqualTo(negotiated.address());
				result.complete(negotiated);
			}
			catch (Throwable ex) {
				result.completeExceptionally(ex);
			}
		});
		// its deadlines begin now
		await().until(() -> result.isDone() || thread.getState() == Thread.State.TIMED_WAITING);
		return new Running(accounting, result);
	}

	void send(String text) throws IOException {
		this.client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
	}

	String received() throws IOException {
		return new String(this.client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

	/** Returns the reason of each rejection that was counted. */
	List<RejectionReason> rejections() {
		return Arrays.stream(RejectionReason.values())
			.flatMap((reason) -> Collections.nCopies((int) this.counters.rejected(reason), reason).stream())
			.toList();
	}

	/**
	 * A negotiation that has begun.
	 */
	record Running(ConnectionAccounting accounting, CompletableFuture<Negotiated> result) {

		Negotiated client() throws Exception {
			return this.result.get(3, TimeUnit.MINUTES);
		}

		InetAddress address() throws Exception {
			return client().address();
		}

		Throwable failure() throws Exception {
			try {
				throw new AssertionError("negotiated: " + address());
			}
			catch (ExecutionException ex) {
				return Objects.requireNonNull(ex.getCause());
			}
		}

	}

}
