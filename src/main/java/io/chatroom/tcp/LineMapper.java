package io.chatroom.tcp;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.integration.ip.tcp.connection.TcpConnection;
import org.springframework.integration.ip.tcp.connection.TcpMessageMapper;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.GenericMessage;

/**
 * Makes messages of lines, with the headers that their connection keeps: the superclass
 * copies seven headers three times for each line, which costs more than all else that is
 * done for it.
 */
final class LineMapper extends TcpMessageMapper {

	@Override
	public Message<?> toMessage(TcpConnection connection, @Nullable Map<String, Object> headers) {
		ChatConnection chat = (ChatConnection) connection;
		return new GenericMessage<>(chat.getPayload(), chat.headers());
	}

}
