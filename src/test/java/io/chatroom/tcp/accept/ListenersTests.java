package io.chatroom.tcp.accept;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * One port on several addresses. Linux has all of 127.0.0.0/8; no other test listens on
 * these.
 */
class ListenersTests {

	private static final InetAddress FIRST = InetAddress.ofLiteral("127.0.69.1");

	private static final InetAddress SECOND = InetAddress.ofLiteral("127.0.69.2");

	private static final InetAddress OF_ANOTHER = InetAddress.ofLiteral("192.0.2.1");

	private final Listeners listeners = new Listeners();

	private final List<Socket> clients = new ArrayList<>();

	@AfterEach
	void close() throws IOException {
		this.listeners.close();
		for (Socket client : this.clients) {
			client.close();
		}
	}

	@Test
	void takeOneFreePortOnAllAddresses() throws Exception {
		// more than once: the kernel takes a free one at random
		for (int i = 0; i < 20; i++) {
			Endpoint opened = open(0, FIRST, SECOND);
			int port = opened.port();
			assertThat(opened.socketAddresses()).containsExactly(new InetSocketAddress(FIRST, port),
					new InetSocketAddress(SECOND, port));
			try (Socket client = new Socket(SECOND, port)) {
				Listeners.Arrival arrival = this.listeners.accept();
				assertThat(arrival.channel().getRemoteAddress()).isEqualTo(client.getLocalSocketAddress());
				assertThat(arrival.endpoint()).isEqualTo(opened);
			}
		}
	}

	@Test
	void leaveOutAnAddressThatThisMachineDoesNotHave() throws Exception {
		assertThat(open(0, OF_ANOTHER, SECOND).addresses()).containsExactly(SECOND);
		assertThatExceptionOfType(EndpointException.class).isThrownBy(() -> open(0, OF_ANOTHER))
			.withMessageStartingWith("192.0.2.1: ")
			.matches((failure) -> !failure.hasLocalAddress());
	}

	@Test
	void takeNoneWhenThePortIsTakenOnOne() throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, SECOND)) {
			int port = taken.getLocalPort();
			assertThatExceptionOfType(EndpointException.class).isThrownBy(() -> open(port, FIRST, SECOND))
				.withMessageStartingWith("127.0.69.2: ")
				.matches((failure) -> failure.hasLocalAddress() && failure.endpoint().port() == port);
			new ServerSocket(port, 1, FIRST).close();
		}
	}

	@Test
	void takeTurns() throws Exception {
		Endpoint busy = open(0, FIRST);
		Endpoint quiet = open(0, FIRST);
		for (int i = 0; i < 10; i++) {
			connect(busy);
		}
		connect(quiet);
		List<Endpoint> order = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			try (SocketChannel arrived = this.listeners.accept().channel()) {
				order.add((arrived.socket().getLocalPort() == quiet.port()) ? quiet : busy);
			}
		}
		assertThat(order).contains(quiet);
	}

	private Endpoint open(int port, InetAddress... addresses) throws IOException {
		return this.listeners.open(List.of(new Endpoint(List.of(addresses), port, null))).getFirst();
	}

	private void connect(Endpoint endpoint) throws IOException {
		this.clients.add(new Socket(endpoint.addresses().getFirst(), endpoint.port()));
	}

}
