package io.chatroom.tcp.accept;

import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.chatroom.protocol.AddressRange;
import io.chatroom.tcp.count.RejectionReason;
import io.chatroom.tcp.tls.TlsSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which connections the acceptor hands out, and what it survives.
 */
class AcceptorTests extends AcceptorScript {

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

}
