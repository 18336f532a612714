package io.chatroom.tcp.accept;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.chatroom.protocol.AddressRange;
import io.chatroom.protocol.TextLines;
import io.chatroom.tcp.count.RejectionLog;
import io.chatroom.tcp.count.RejectionReason;
import io.chatroom.tcp.count.TcpCounters;
import io.chatroom.tcp.socket.NanoClock;
import io.chatroom.tcp.tls.TlsSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a peer sees of the acceptor, on real sockets.
 */
class AcceptorTests {

	private static final InetAddress BANNED = InetAddress.ofLiteral("127.0.0.99");

	private static final AddressRange DENIED = AddressRange.of("127.0.0.66/32");

	private static final String BAN = "You are banned until 14:05 UTC: spam";

	private final TcpCounters counters = new TcpCounters();

	private final BlockingQueue<Accepted> admitted = new LinkedBlockingQueue<>();

	private final List<Socket> clients = new ArrayList<>();

	private final Acceptor acceptor = new Acceptor(
			new RejectionLog((address) -> false, this.counters, System::nanoTime), NanoClock.SYSTEM);

	@AfterEach
	void close() throws IOException {
		this.acceptor.close();
		for (Socket client : this.clients) {
			client.close();
		}
		for (Accepted accepted : this.admitted) {
			accepted.close();
		}
	}

	@Test
	void tellsOneOfTooManyAndHangsUp() throws Exception {
		open(2, 1);
		accept();
		assertAdmitted("127.0.0.2");
		assertThat(heard(connect("127.0.0.2"))).isEqualTo(TextLines.TOO_MANY_CONNECTIONS + "\r\n");
		assertAdmitted("127.0.0.3");
		assertThat(heard(connect("127.0.0.4"))).isEqualTo(TextLines.TOO_MANY_CONNECTIONS + "\r\n");
		assertThat(this.counters.rejected(RejectionReason.TOO_MANY_FROM_ADDRESS)).isOne();
		assertThat(this.counters.rejected(RejectionReason.TOO_MANY)).isOne();
	}

	@Test
	void tellsADeniedOneNothing() throws Exception {
		open(10, 10);
		accept();
		assertThat(heard(connect("127.0.0.66"))).isEmpty();
		assertThat(this.counters.rejected(RejectionReason.DENIED)).isOne();
		assertAdmitted("127.0.0.67");
	}

	@Test
	void tellsABannedOneWhyBeforeItIsHandedOut() throws Exception {
		open(10, 10);
		accept();
		assertThat(heard(connect("127.0.0.99"))).isEqualTo(BAN + "\r\n");
		assertThat(this.counters.rejected(RejectionReason.BANNED)).isOne();
		assertThat(this.admitted).isEmpty();
		assertAdmitted("127.0.0.98");
	}

	@Test
	void lastWordsReachOneThatHasSpokenAlready() throws Exception {
		open(1, 1);
		connect("127.0.0.2");
		Socket second = connect("127.0.0.2");
		second.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.UTF_8));
		accept();
		assertThat(admitted()).isEqualTo("127.0.0.2");
		assertThat(heard(second)).isEqualTo(TextLines.TOO_MANY_CONNECTIONS + "\r\n");
		// it was not reset, on which other systems drop what was not read yet
		second.getOutputStream().write('\n');
	}

	@Test
	void isNotHeldUpByThoseThatItTurnsAway() throws Exception {
		open(1000, 1);
		accept();
		assertAdmitted("127.0.0.2");
		for (int i = 0; i < 500; i++) {
			// none of them reads, and some have gone
			Socket refused = connect("127.0.0.2");
			if (i % 2 == 0) {
				refused.setSoLinger(true, 0);
				refused.close();
			}
		}
		assertAdmitted("127.0.0.3");
		assertThat(this.counters.rejected(RejectionReason.TOO_MANY_FROM_ADDRESS)).isEqualTo(500);
	}

	@Test
	void goesOnAfterOnesThatWereResetBeforeItSawThem() throws Exception {
		open(1000, 0);
		for (int i = 0; i < 50; i++) {
			Socket reset = connect((i % 2 == 0) ? "127.0.0.2" : "127.0.0.66");
			reset.setSoLinger(true, 0);
			reset.close();
		}
		connect("127.0.0.3");
		accept();
		String last = admitted();
		while (last.equals("127.0.0.2")) {
			last = admitted();
		}
		assertThat(last).isEqualTo("127.0.0.3");
		assertThat(this.counters.rejected(RejectionReason.DENIED)).isEqualTo(25);
	}

	@Test
	void closesTheConnectionWhenItsReceiverFails() throws Exception {
		open(1, 0);
		AtomicInteger received = new AtomicInteger();
		accept((accepted) -> {
			if (received.getAndIncrement() < 5) {
				throw new IllegalStateException("No thread for it");
			}
			this.admitted.add(accepted);
		});
		for (int i = 0; i < 5; i++) {
			assertThat(heard(connect("127.0.0.2"))).isEmpty();
		}
		assertAdmitted("127.0.0.3");
		assertThat(this.counters.rejected(RejectionReason.TOO_MANY)).isZero();
		assertThat(this.counters.acceptsFailed()).isEqualTo(5);
	}

	@Test
	void endsWhenClosed() throws Exception {
		open(1, 0);
		Thread thread = accept();
		this.acceptor.close();
		assertThat(thread.join(Duration.ofMinutes(3))).isTrue();
		assertThat(this.acceptor.isAccepting()).isFalse();
	}

	@Test
	void handsOutEachConnectionWithItsEndpointAndPermit() throws Exception {
		InetAddress here = InetAddress.getLoopbackAddress();
		TlsSettings tls = new TlsSettings(() -> {
			throw new AssertionError("no handshake is asked for");
		}, Duration.ofSeconds(1));
		open(List.of(new Endpoint(List.of(here), 0, null), new Endpoint(List.of(here), 0, tls)), 2, 0, List.of());
		accept();
		for (Endpoint endpoint : this.acceptor.endpoints()) {
			Socket client = new Socket(here, endpoint.port());
			this.clients.add(client);
			Accepted accepted = take();
			assertThat(accepted.endpoint()).isEqualTo(endpoint);
			assertThat(accepted.socket().getPort()).isEqualTo(client.getLocalPort());
			accepted.close();
		}
		// both permits are back
		connect("127.0.0.2");
		connect("127.0.0.2");
		admitted();
		admitted();
		assertThat(this.counters.rejected(RejectionReason.TOO_MANY)).isZero();
	}

	@Test
	void failureEndsOneConnectionAndGivesItsPlaceBack() throws Exception {
		AtomicInteger asked = new AtomicInteger();
		List<AddressRange> exempt = new AbstractList<>() {

			@Override
			public AddressRange get(int index) {
				if (asked.getAndIncrement() == 0) {
					throw new NoClassDefFoundError("of a jar that was replaced");
				}
				return AddressRange.of("10.0.0.0/8");
			}

			@Override
			public int size() {
				return 1;
			}

		};
		open(List.of(plainEndpoint()), 1, 1, exempt);
		accept();
		assertThat(heard(connect("127.0.0.2"))).isEmpty();
		assertAdmitted("127.0.0.2");
		assertThat(this.counters.acceptsFailed()).isOne();
	}

	private void open(int most, int mostPerAddress) throws IOException {
		open(List.of(plainEndpoint()), most, mostPerAddress, List.of());
	}

	private static Endpoint plainEndpoint() {
		return new Endpoint(List.of(InetAddress.getLoopbackAddress()), 0, null);
	}

	private void open(List<Endpoint> endpoints, int most, int mostPerAddress, List<AddressRange> exempt)
			throws IOException {
		this.acceptor.open(endpoints, new AdmissionSettings(most, mostPerAddress, 0, exempt, List.of(DENIED)),
				(address) -> address.equals(BANNED) ? BAN : null);
	}

	private Thread accept() {
		return accept(this.admitted::add);
	}

	private Thread accept(Consumer<Accepted> receiver) {
		return Thread.ofVirtual().start(() -> {
			try {
				this.acceptor.acceptAll(receiver);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
	}

	private Socket connect(String from) throws IOException {
		Socket client = new Socket();
		this.clients.add(client);
		client.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
		client.setSoTimeout(60_000);
		client.connect(this.acceptor.endpoints().getFirst().socketAddresses().getFirst());
		return client;
	}

	private void assertAdmitted(String from) throws Exception {
		connect(from);
		assertThat(admitted()).isEqualTo(from);
	}

	private String admitted() throws InterruptedException {
		return take().address().getHostAddress();
	}

	private Accepted take() throws InterruptedException {
		Accepted accepted = this.admitted.poll(60, TimeUnit.SECONDS);
		assertThat(accepted).as("nobody was admitted").isNotNull();
		this.clients.add(accepted.socket());
		assertThat(accepted.channel().isBlocking()).isFalse();
		return accepted;
	}

	private static String heard(Socket client) throws IOException {
		return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

}
