package io.chatroom.tcp;

import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.chatroom.protocol.BroadcastLine;
import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Format;
import io.chatroom.tcp.count.Delivered;
import io.chatroom.tcp.out.FanOut;
import io.chatroom.tcp.socket.NanoClock;
import io.chatroom.tcp.socket.Transport;
import org.junit.jupiter.api.Test;

import org.springframework.integration.ip.IpHeaders;
import org.springframework.integration.ip.tcp.connection.TcpConnection;
import org.springframework.integration.ip.tcp.connection.TcpSender;
import org.springframework.integration.ip.tcp.outbound.TcpSendingMessageHandler;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHandlingException;
import org.springframework.messaging.support.GenericMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * A room as a connection that the stock outbound adapter sends to.
 */
class RoomConnectionTests {

	private final ChatConnectionFactory factory = new ChatConnectionFactory(TestSettings.TCP, NanoClock.SYSTEM);

	private final TcpSendingMessageHandler adapter = new TcpSendingMessageHandler();

	RoomConnectionTests() {
		this.factory.setApplicationEventPublisher((event) -> {
			// the adapter tells of connections that it does not know
		});
		this.adapter.setConnectionFactory(this.factory);
	}

	@Test
	void appendsBroadcastOnceToEachLog() {
		List<Long> delivered = new ArrayList<>();
		this.factory.onDelivery(delivered::add);
		this.factory.rooms().open("lobby");
		send("#lobby", new Outbound.Broadcast(List.of(new BroadcastLine("hello", null, System.nanoTime()))));
		send("#lobby", new Outbound.Broadcast(List.of(new BroadcastLine("bye", "{}", System.nanoTime()))));
		RoomConnection room = this.factory.rooms().get("lobby");
		assertThat(room.isOpen()).isTrue();
		assertThat(room.log(Format.TEXT)).isNotSameAs(room.log(Format.JSON));
		assertThat(delivered).as("lines that nobody follows").hasSize(2);
	}

	@Test
	void appendsLinesTogether() {
		List<Long> delivered = new ArrayList<>();
		this.factory.onDelivery(delivered::add);
		this.factory.rooms().open("lobby");
		send("#lobby", new Outbound.Broadcast(List.of(new BroadcastLine("one", "{}", 0),
				new BroadcastLine(null, "[]", 0), new BroadcastLine("two", null, 0))));
		assertThat(delivered).hasSize(3);
	}

	@Test
	void writesTextBeforeJson() throws Exception {
		FanOut fanOut = new FanOut(1, TestSettings.TCP.outbox(), Delivered::new, (reason) -> {
		});
		RoomConnection room = new RoomConnection("lobby", fanOut);
		List<String> written = new CopyOnWriteArrayList<>();
		Pipe pipe = Pipe.open();
		try (Pipe.SinkChannel sink = pipe.sink(); Pipe.SourceChannel _ = pipe.source()) {
			sink.configureBlocking(false);
			for (Format format : List.of(Format.JSON, Format.TEXT)) {
				fanOut.newOutbox(sink, new Written(written), () -> {
				}).follow(room.log(format));
			}
			fanOut.start();
			await().until(() -> {
				broadcast(room, "hi", "{}");
				return written.contains("hi") && written.contains("{}");
			});
			// a writer that is still writing would take the next lines in another order
			fanOut.awaitWritten(Duration.ofMinutes(1));
			broadcast(room, "text", "json");
			await().until(() -> written.contains("text") && written.contains("json"));
		}
		finally {
			fanOut.stop();
		}
		assertThat(written.indexOf("text")).isLessThan(written.indexOf("json"));
	}

	private static void broadcast(RoomConnection room, String text, String json) {
		room.send(new GenericMessage<>(new Outbound.Broadcast(List.of(new BroadcastLine(text, json, 0)))));
	}

	@Test
	void isUnknownToTheAdapterUntilItIsOpen() {
		assertThatExceptionOfType(MessageHandlingException.class)
			.isThrownBy(() -> send("#lobby", new Outbound.Broadcast(List.of(new BroadcastLine("hello", null, 0)))))
			.withNoCause();
		assertThatIllegalArgumentException().isThrownBy(() -> this.factory.rooms().get("lobby"))
			.withMessage("No room is open with the name lobby");
	}

	@Test
	void isKnownToAnAdapterThatComesLater() {
		this.factory.rooms().open("lobby");
		List<String> added = new ArrayList<>();
		this.factory.registerSender(new TcpSender() {

			@Override
			public void addNewConnection(TcpConnection connection) {
				added.add(connection.getConnectionId());
			}

			@Override
			public void removeDeadConnection(TcpConnection connection) {
				// none dies here
			}

		});
		assertThat(added).containsExactly("#lobby");
	}

	@Test
	void takesBroadcastsOnly() {
		this.factory.rooms().open("lobby");
		assertThatExceptionOfType(MessageHandlingException.class)
			.isThrownBy(() -> send("#lobby", new Outbound.Close(CloseReason.QUIT, null)))
			.withCauseInstanceOf(IllegalArgumentException.class);
	}

	private void send(String connection, Outbound payload) {
		Message<Outbound> message = new GenericMessage<>(payload, Map.of(IpHeaders.CONNECTION_ID, connection));
		this.adapter.handleMessage(message);
	}

	/**
	 * A connection that takes all, and notes each line.
	 */
	private record Written(List<String> lines) implements Transport {

		@Override
		public int read(ByteBuffer destination) {
			return 0;
		}

		@Override
		public int write(ByteBuffer source) {
			int bytes = source.remaining();
			this.lines.addAll(StandardCharsets.UTF_8.decode(source).toString().lines().toList());
			return bytes;
		}

		@Override
		public boolean flush() {
			return true;
		}

		@Override
		public void shutdownOutput() {
			// it only takes lines
		}

		@Override
		public boolean isBuffering() {
			return false;
		}

		@Override
		public boolean isOpen() {
			return true;
		}

		@Override
		public void close() {
			// there is no connection
		}

	}

}
