package io.chatroom.tcp.accept;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;

import io.chatroom.protocol.AddressRange;
import io.chatroom.protocol.TextLines;
import io.chatroom.tcp.accept.Admission.Permit;
import io.chatroom.tcp.count.RejectionLog;
import io.chatroom.tcp.count.RejectionReason;
import io.chatroom.tcp.count.TcpCounters;
import io.chatroom.tcp.socket.InputPoller;
import io.chatroom.tcp.socket.InputWaiter;
import io.chatroom.tcp.tls.TlsSettings;
import io.chatroom.testing.ManualClock;
import io.chatroom.testing.TestAuthority;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a connection goes through before its first line, on real sockets. Time passes only
 * when a test lets it.
 */
class NegotiationTests {

	private static final InetAddress SOURCE = InetAddress.ofLiteral("203.0.113.7");

	private static final InetAddress BANNED = InetAddress.ofLiteral("203.0.113.9");

	private static final String BAN = "You are banned until 14:05 UTC: spam";

	private static final String HEADER = "PROXY TCP4 203.0.113.7 127.0.0.1 1234 5000\r\n";

	private static final TlsSettings TLS = new TlsSettings(NegotiationTests::engine, Duration.ofSeconds(10));

	private final ManualClock clock = new ManualClock();

	private final TcpCounters counters = new TcpCounters();

	private final Admission admission = new Admission(
			new AdmissionSettings(10, 1, 0, List.of(AddressRange.of("127.0.0.0/8")),
					List.of(AddressRange.of("198.51.100.0/24"))),
			(address) -> address.equals(BANNED) ? BAN : null, this.clock::nanoTime);

	private final InputPoller poller = new InputPoller();

	private final ServerSocketChannel server = ServerSocketChannel.open()
		.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

	private final Socket client = new Socket(InetAddress.getLoopbackAddress(), this.server.socket().getLocalPort());

	private final SocketChannel channel = this.server.accept();

	NegotiationTests() throws IOException {
		this.client.setSoTimeout(60_000);
		this.channel.configureBlocking(false);
	}

	private static SSLEngine engine() {
		SSLEngine engine = TestAuthority.shared().context("localhost").createSSLEngine();
		engine.setUseClientMode(false);
		return engine;
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

	@Test
	void aPlainClientHasNothingToDo() throws Exception {
		Running running = plain();
		assertThat(running.address()).isEqualTo(InetAddress.getLoopbackAddress());
		assertThat(running.client().isSecured()).isFalse();
		assertThat(running.client().isPrivate()).as("from this machine").isTrue();
		assertThat(running.client().isCheck()).isFalse();
	}

	@Test
	void aProxyTellsTheClientsAddressAndWhatFollowsIsLeft() throws Exception {
		Running running = proxied();
		send(HEADER.substring(0, 20));
		send(HEADER.substring(20) + "hello\r\n");
		assertThat(running.address()).isEqualTo(SOURCE);
		ByteBuffer rest = ByteBuffer.allocate(100);
		while (this.channel.read(rest) <= 0 || rest.position() < 7) {
			Thread.onSpinWait();
		}
		assertThat(new String(rest.array(), 0, rest.position(), StandardCharsets.UTF_8)).isEqualTo("hello\r\n");
		assertThat(this.admission.admit(SOURCE)).as("it counts for its own address")
			.isEqualTo(Admission.Rejected.overLimit(RejectionReason.TOO_MANY_FROM_ADDRESS));
	}

	@Test
	void aProxyMayCheckTheService() throws Exception {
		Running running = proxied();
		sendHex("0d0a0d0a000d0a515549540a 20000000");
		assertThat(running.address()).isEqualTo(InetAddress.getLoopbackAddress());
		assertThat(running.client().isCheck()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "0d0a0d0a000d0a515549540a 2111 0014 cb007107c0000201dc041388 2000050100000000, true",
			"0d0a0d0a000d0a515549540a 2111 0014 cb007107c0000201dc041388 2000050200000000, false",
			"0d0a0d0a000d0a515549540a 2111 000c cb007107c0000201dc041388, false",
			"0d0a0d0a000d0a515549540a 2111 000c 7f0000017f000001dc041388, true",
			// who is behind it is not known
			"0d0a0d0a000d0a515549540a 2100 0000, false" })
	void aProxyKnowsWhetherItsClientIsPrivate(String header, boolean isPrivate) throws Exception {
		Running running = proxied();
		sendHex(header);
		assertThat(running.client().isPrivate()).isEqualTo(isPrivate);
		assertThat(running.client().certificate()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "PROXY TCP4 203." })
	void aHeaderMustComeInTime(String begun) throws Exception {
		Running running = proxied();
		send(begun);
		this.clock.pass(Duration.ofSeconds(4));
		assertThat(running.result()).isNotDone();
		this.clock.pass(Duration.ofSeconds(1));
		assertThat(running.failure()).isInstanceOf(ProxyHeaderException.class).hasMessageContaining("late");
		assertThat(running.negotiation().isEmpty()).isFalse();
		assertThat(rejections()).containsExactly(RejectionReason.PROXY_HEADER);
	}

	@Test
	void aMalformedHeaderIsRejected() throws Exception {
		Running running = proxied();
		send("hello\r\n");
		assertThat(running.failure()).isInstanceOf(ProxyHeaderException.class);
		assertThat(rejections()).containsExactly(RejectionReason.PROXY_HEADER);
	}

	@Test
	void aClientBehindAProxyMayBeOneTooMany() throws Exception {
		this.admission.admit(SOURCE);
		Running running = proxied();
		send(HEADER);
		assertThat(running.failure()).hasMessageContaining("TOO_MANY_FROM_ADDRESS");
		assertThat(received()).isEqualTo(TextLines.TOO_MANY_CONNECTIONS + "\r\n");
		assertThat(rejections()).containsExactly(RejectionReason.TOO_MANY_FROM_ADDRESS);
	}

	@Test
	void aDeniedClientBehindAProxyReceivesNothing() throws Exception {
		Running running = proxied();
		send(HEADER.replace("203.0.113.7", "198.51.100.7"));
		assertThat(running.failure()).hasMessageContaining("DENIED");
		this.channel.close();
		assertThat(received()).isEmpty();
	}

	@Test
	void aBannedClientBehindAProxyReceivesWhy() throws Exception {
		Running running = proxied();
		send(HEADER.replace("203.0.113.7", "203.0.113.9"));
		assertThat(running.failure()).hasMessageContaining("BANNED");
		assertThat(received()).isEqualTo(BAN + "\r\n");
		assertThat(rejections()).containsExactly(RejectionReason.BANNED);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whoEndsItBeforeTheFirstByteIsNotCounted(boolean proxy) throws Exception {
		Running running = proxy ? proxied() : secured();
		this.client.close();
		assertThat(running.failure()).isNotNull();
		assertThat(running.negotiation().isEmpty()).isTrue();
		assertThat(rejections()).isEmpty();
	}

	@Test
	void whoEndsItWithinTheHeaderIsRejected() throws Exception {
		Running running = proxied();
		send("PROXY TCP4");
		this.client.shutdownOutput();
		assertThat(running.failure()).isInstanceOf(ProxyHeaderException.class);
		assertThat(running.negotiation().isEmpty()).isFalse();
	}

	@Test
	void aTlsClientShakesHandsBehindAProxy() throws Exception {
		Running running = run(TLS, true);
		send(HEADER);
		try (SSLSocket tls = tlsClient(null)) {
			tls.startHandshake();
			assertThat(running.address()).isEqualTo(SOURCE);
			assertThat(running.client().isSecured()).isTrue();
			assertThat(running.client().isPrivate()).isTrue();
			assertThat(running.client().certificate()).as("it was not asked for one").isNull();
		}
	}

	@Test
	void aTlsClientMayShowACertificate() throws Exception {
		Running running = run(new TlsSettings(() -> {
			SSLEngine engine = engine();
			engine.setWantClientAuth(true);
			return engine;
		}, Duration.ofSeconds(10)), false);
		try (SSLSocket tls = tlsClient("localhost")) {
			tls.startHandshake();
			assertThat(running.client().certificate()).matches("[0-9a-f]{64}");
		}
	}

	@Test
	void aPlainClientLearnsThatThePortSpeaksTls() throws Exception {
		Running running = secured();
		send("alice\r\n");
		assertThat(running.failure()).isNotNull();
		assertThat(received()).isEqualTo(TextLines.NOT_TLS + "\r\n");
		assertThat(rejections()).containsExactly(RejectionReason.TLS_HANDSHAKE);
	}

	@Test
	void aSilentClientLearnsItWhenTheTimeIsOver() throws Exception {
		Running running = secured();
		this.clock.pass(Duration.ofSeconds(9));
		assertThat(running.result()).isNotDone();
		this.clock.pass(Duration.ofSeconds(1));
		assertThat(running.failure()).isNotNull();
		assertThat(received()).isEqualTo(TextLines.NOT_TLS + "\r\n");
		assertThat(running.negotiation().isEmpty()).isFalse();
		assertThat(rejections()).containsExactly(RejectionReason.TLS_HANDSHAKE);
	}

	@Test
	void aHandshakeThatStopsHalfwayReceivesNoText() throws Exception {
		this.client.getOutputStream().write(new byte[] { 22, 3, 1, 2, 0 });
		Running running = secured();
		this.clock.pass(Duration.ofSeconds(10));
		assertThat(running.failure()).isNotNull();
		this.channel.close();
		assertThat(received()).isEmpty();
	}

	@Test
	void anUnexpectedHeaderOnTheTlsPortIsCountedAsThat() throws Exception {
		Running running = secured();
		send(HEADER);
		assertThat(running.failure()).isNotNull();
		assertThat(rejections()).containsExactly(RejectionReason.PROXY_HEADER);
	}

	/** Begins the negotiation of a plain client. */
	private Running plain() throws IOException {
		return run(null, false);
	}

	/** Begins the negotiation of a client behind a trusted proxy. */
	private Running proxied() throws IOException {
		return run(null, true);
	}

	/** Begins the negotiation of a client on the TLS port. */
	private Running secured() throws IOException {
		return run(TLS, false);
	}

	private Running run(@Nullable TlsSettings tls, boolean fromProxy) throws IOException {
		Permit permit = (Permit) this.admission.admit(this.channel.socket().getInetAddress());
		Accepted accepted = new Accepted(this.channel,
				new Endpoint(List.of(InetAddress.getLoopbackAddress()), this.server.socket().getLocalPort(), tls),
				permit);
		InputWaiter waiter = new InputWaiter(this.channel, this.poller, this.clock);
		Negotiation negotiation = new Negotiation(accepted, accepted.createTransport(), waiter,
				new ProxySettings(fromProxy ? List.of(AddressRange.of("127.0.0.0/8")) : List.of(),
						Duration.ofSeconds(5)),
				new RejectionLog(this.counters, this.clock::nanoTime), this.clock);
		CompletableFuture<Negotiated> result = new CompletableFuture<>();
		Thread thread = Thread.ofVirtual().start(() -> {
			waiter.begin();
			try {
				result.complete(negotiation.negotiate());
			}
			catch (IOException | RuntimeException ex) {
				result.completeExceptionally(ex);
			}
		});
		// its deadlines begin now
		await().until(() -> result.isDone() || thread.getState() == Thread.State.TIMED_WAITING);
		return new Running(negotiation, result);
	}

	private void send(String text) throws IOException {
		this.client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
	}

	private void sendHex(String bytes) throws IOException {
		this.client.getOutputStream().write(HexFormat.of().parseHex(bytes.replace(" ", "")));
	}

	/** Returns the client's socket with TLS, and the certificate of that name. */
	private SSLSocket tlsClient(@Nullable String certificate) throws IOException {
		return (SSLSocket) TestAuthority.shared()
			.context(certificate)
			.getSocketFactory()
			.createSocket(this.client, "localhost", this.client.getPort(), true);
	}

	private String received() throws IOException {
		return new String(this.client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

	/** Returns the reason of each rejection that was counted. */
	private List<RejectionReason> rejections() {
		return Arrays.stream(RejectionReason.values())
			.flatMap((reason) -> Collections.nCopies((int) this.counters.rejected(reason), reason).stream())
			.toList();
	}

	private record Running(Negotiation negotiation, CompletableFuture<Negotiated> result) {

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
