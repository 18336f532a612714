package io.chatroom.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * One port on several addresses. Linux has all of 127.0.0.0/8.
 */
class ListenersTests {

	private static final InetAddress FIRST = InetAddress.ofLiteral("127.0.0.1");

	private static final InetAddress SECOND = InetAddress.ofLiteral("127.0.0.2");

	private static final InetAddress OF_ANOTHER = InetAddress.ofLiteral("192.0.2.1");

	private final Listeners listeners = new Listeners();

	ListenersTests() throws IOException {
	}

	@AfterEach
	void close() throws IOException {
		this.listeners.close();
	}

	@Test
	void takeOneFreePortOnAllAddresses() throws Exception {
		// more than once: the kernel takes a free one at random
		for (int i = 0; i < 20; i++) {
			List<InetSocketAddress> opened = this.listeners.add(List.of(FIRST, SECOND), 0);
			int port = opened.getFirst().getPort();
			assertThat(opened).containsExactly(new InetSocketAddress(FIRST, port), new InetSocketAddress(SECOND, port));
			try (Socket client = new Socket(SECOND, port)) {
				assertThat(this.listeners.accept().getRemoteAddress()).isEqualTo(client.getLocalSocketAddress());
			}
		}
	}

	@Test
	void leaveOutAnAddressThatThisMachineDoesNotHave() throws Exception {
		assertThat(this.listeners.add(List.of(OF_ANOTHER, SECOND), 0)).extracting(InetSocketAddress::getAddress)
			.containsExactly(SECOND);
		assertThatIOException().isThrownBy(() -> this.listeners.add(List.of(OF_ANOTHER), 0))
			.withMessageStartingWith("192.0.2.1: ");
	}

	@Test
	void takeNoneWhenThePortIsTakenOnOne() throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, SECOND)) {
			int port = taken.getLocalPort();
			assertThatIOException().isThrownBy(() -> this.listeners.add(List.of(FIRST, SECOND), port))
				.withMessageStartingWith("127.0.0.2: ");
			new ServerSocket(port, 1, FIRST).close();
		}
	}

}
