package io.chatroom;

import java.util.stream.Stream;

import io.chatroom.chat.Moderation;
import io.chatroom.chat.Outcome;
import io.chatroom.protocol.CloseReason;
import io.chatroom.tcp.count.TcpCounters;
import io.chatroom.testing.ChatServer;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.support.ChannelInterceptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A connection that an operator closes is counted as such.
 */
class KickTests {

	private static final String LAST_LINE = "An operator has sent you away. Goodbye!";

	/**
	 * The client closes as soon as it has read the last line. The chat has not closed the
	 * connection by then.
	 */
	@Test
	void countsClientThatClosesAtOnce() {
		try (ChatServer server = ChatServer.start(); TestClient bob = server.join("bob")) {
			TcpCounters counters = server.factory().counters();
			// an answer of its reader, which is done with the name now: it does not end
			// the
			// client itself
			bob.send((byte) 255, (byte) 246).expect("[Yes]");
			server.toClients().addInterceptor(new ChannelInterceptor() {
				@Override
				public void postSend(Message<?> message, MessageChannel channel, boolean sent) {
					if (message.getPayload().toString().contains(LAST_LINE)) {
						bob.expect(LAST_LINE).close();
						await().until(() -> Stream.of(CloseReason.values()).mapToLong(counters::closed).sum() == 1);
					}
				}
			});
			assertThat(server.room().moderation().kick(Moderation.SERVER, "bob", null, ""))
				.isInstanceOf(Outcome.Done.class);
			assertThat(counters.closed(CloseReason.KICKED)).isOne();
		}
	}

}
