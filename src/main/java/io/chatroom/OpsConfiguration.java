package io.chatroom;

import io.chatroom.chat.ChatRoomService;
import io.chatroom.ops.ChatHealthIndicator;
import io.chatroom.ops.ChatMetrics;
import io.chatroom.tcp.ChatConnectionFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What the actuator shows of the chat.
 */
@Configuration(proxyBeanMethods = false)
class OpsConfiguration {

	@Bean
	ChatMetrics chatMetrics(ChatConnectionFactory factory, ChatRoomService room) {
		return new ChatMetrics(factory, room);
	}

	@Bean
	ChatHealthIndicator chatHealthIndicator(ChatConnectionFactory factory) {
		return new ChatHealthIndicator(factory);
	}

}
