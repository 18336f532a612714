package io.chatroom.tcp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

import org.junit.jupiter.api.Test;

import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.ip.IpHeaders;
import org.springframework.integration.ip.tcp.connection.TcpConnectionCloseEvent;
import org.springframework.integration.ip.tcp.connection.TcpConnectionEvent;
import org.springframework.integration.ip.tcp.connection.TcpConnectionExceptionEvent;
import org.springframework.integration.ip.tcp.connection.TcpConnectionOpenEvent;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.GenericMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * The factory's connections, events and end.
 */
class ChatConnectionFactoryTests extends FactoryScript {

	@Test
	void doesNotStartBeforeAnEndpointIsOpen() {
		assertThat(this.factory.getServerSocketAddress()).isNull();
		assertThat(this.factory.isAccepting()).isFalse();
		assertThatIllegalStateException().isThrownBy(this.factory::start);
	}

	@Test
	void sendsLinesToTheAdapterBetweenTheEvents() throws Exception {
		start();
		Socket client = connect();
		say(client, "one\r\ntwo\r\n");
		client.shutdownOutput();
		await().until(() -> this.factory.getOpenConnectionIds().isEmpty() && this.received.size() == 3);
		assertThat(this.received).extracting(Message::getPayload)
			.extracting(Object::toString)
			.containsExactly("Text[3 characters]", "Text[3 characters]", "END");
		assertThat(this.received).extracting((message) -> message.getHeaders().get(IpHeaders.CONNECTION_ID))
			.containsOnly(id(TcpConnectionOpenEvent.class));
		assertThat(this.events).filteredOn(TcpConnectionEvent.class::isInstance)
			.hasOnlyElementsOfTypes(TcpConnectionOpenEvent.class, TcpConnectionCloseEvent.class);
	}

	@Test
	void closesOneConnectionOutsideItsLock() throws Exception {
		Socket first = startWithClient();
		Socket second = connect();
		awaitOpened(2);
		assertThat(this.factory.closeConnection(id(TcpConnectionOpenEvent.class))).isTrue();
		assertThat(first.getInputStream().read()).isNegative();
		assertThat(this.factory.closeConnection(id(TcpConnectionOpenEvent.class))).isFalse();
		assertThat(id(TcpConnectionCloseEvent.class)).isEqualTo(id(TcpConnectionOpenEvent.class));
		assertThat(this.publishedUnderLock).isFalse();
		say(second, "still here\n");
		await().until(() -> this.received.size() == 1);
	}

	@Test
	void closesEachOnceOutsideItsLockWhenItStops() throws Exception {
		start();
		for (int i = 0; i < 10; i++) {
			connect();
		}
		awaitOpened(10);
		this.adapter.stop();
		assertThat(this.events).filteredOn(TcpConnectionCloseEvent.class::isInstance).hasSize(10);
		assertThat(this.publishedUnderLock).isFalse();
		assertThat(this.factory.isAccepting()).isFalse();
		for (Socket client : this.clients) {
			assertThat(client.getInputStream().read()).isNegative();
		}
	}

	@Test
	void failureOfAListenerEndsNoConnection() throws Exception {
		DirectChannel failing = new DirectChannel();
		failing.subscribe((message) -> {
			this.received.add(message);
			if (this.received.size() == 1) {
				throw new IllegalArgumentException("one line cannot be handled");
			}
		});
		this.adapter.setOutputChannel(failing);
		start();
		say(connect(), "one\ntwo\n");
		await().until(() -> this.received.size() == 2);
	}

	@Test
	void resetEndsOneConnection() throws Exception {
		start();
		Socket lost = connect();
		Socket other = connect();
		awaitOpened(2);
		lost.setSoLinger(true, 0);
		lost.close();
		await().until(() -> this.factory.getOpenConnectionIds().size() == 1);
		assertThat(this.events).filteredOn(TcpConnectionExceptionEvent.class::isInstance).hasSize(1);
		say(other, "still here\n");
		await().until(() -> this.received.size() == 1);
	}

	@Test
	void refusesNewConnectionsAndKeepsTheOldOnes() throws Exception {
		Socket client = startWithClient();
		InetSocketAddress address = Objects.requireNonNull(this.factory.getServerSocketAddress());
		this.factory.refuse();
		assertThat(this.factory.isAccepting()).isFalse();
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> new Socket(address.getAddress(), address.getPort()).close());
		say(client, "still here\n");
		await().until(() -> this.received.size() == 1);
	}

	@Test
	void sendQueuesALine() throws Exception {
		Socket client = startWithClient();
		connection().send(new GenericMessage<>(new Outbound.Tell("hello")));
		assertThat(
				new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8)).readLine())
			.isEqualTo("hello");
	}

	@Test
	void knowsFromTheOpenEventOnWhetherAPasswordMayBeSent() throws Exception {
		startWithClient();
		assertThat(connection().client().isPrivate()).as("it does not leave this machine").isTrue();
		assertThat(connection().client().certificate()).isNull();
	}

	@Test
	void socketThatCannotBeSetUpIsLeftToItsReader() throws Exception {
		Socket gone = new Socket();
		gone.close();
		assertThatExceptionOfType(SocketException.class).isThrownBy(() -> gone.setTcpNoDelay(true));
		this.factory.setSocketAttributes(gone);
	}

}
