package io.chatroom.tcp;

import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.chatroom.protocol.BroadcastLine;
import io.chatroom.protocol.Format;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.integration.ip.tcp.connection.TcpConnection;
import org.springframework.integration.ip.tcp.connection.TcpConnectionOpenEvent;
import org.springframework.integration.ip.tcp.connection.TcpSender;
import org.springframework.messaging.support.GenericMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How a part is found that does not respond.
 */
class StuckPartTests extends FactoryScript {

	private final CountDownLatch blocked = new CountDownLatch(1);

	private final CountDownLatch released = new CountDownLatch(1);

	@AfterEach
	void release() {
		this.released.countDown();
	}

	@Test
	void allPartsRespond() throws Exception {
		start();
		for (int i = 0; i < 100; i++) {
			assertThat(this.factory.findStuckPart(Duration.ofSeconds(60))).isNull();
		}
		this.factory.refuse();
		await().until(() -> !this.factory.isListening());
		assertThat(this.factory.findStuckPart(Duration.ofMillis(1))).isEqualTo("acceptor");
	}

	@Test
	void findsStuckAcceptor() throws Exception {
		start();
		this.factory.registerSender(new TcpSender() {

			@Override
			public void addNewConnection(TcpConnection connection) {
				block();
			}

			@Override
			public void removeDeadConnection(TcpConnection connection) {
				// only a new one blocks
			}

		});
		connect();
		assertStuck("acceptor");
	}

	@Test
	void findsStuckPoller() throws Exception {
		start();
		try (SocketChannel client = SocketChannel.open(this.factory.getServerSocketAddress())) {
			awaitOpened(1);
			client.configureBlocking(false);
			this.factory.parts().poller().await(client, this::block);
			this.factory.closeConnection(id(TcpConnectionOpenEvent.class));
			assertStuck("poller");
		}
	}

	@Test
	void findsStuckWriter() throws Exception {
		startWithClient();
		this.factory.rooms().open("lobby");
		connection().send(new GenericMessage<>(new Outbound.Follow("lobby", Format.TEXT)));
		this.factory.onDelivery((nanos) -> {
			// the sender's own thread may be the last that delivers
			if (Thread.currentThread().getName().equals("chat-writer")) {
				block();
			}
		});
		await().until(() -> {
			this.factory.rooms()
				.get("lobby")
				.send(new GenericMessage<>(new Outbound.Broadcast(List.of(new BroadcastLine("hi", null, 0)))));
			return this.blocked.getCount() == 0;
		});
		assertStuck("writer");
	}

	private void block() {
		this.blocked.countDown();
		try {
			this.released.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void assertStuck(String part) throws InterruptedException {
		assertThat(this.blocked.await(60, TimeUnit.SECONDS)).isTrue();
		// on a slow machine another part may be late once
		await().until(() -> part.equals(this.factory.findStuckPart(Duration.ofMillis(50))));
		this.released.countDown();
		await().until(() -> this.factory.findStuckPart(Duration.ofSeconds(60)) == null);
	}

}
