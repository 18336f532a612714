package io.chatroom;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The program: {@code server}, which is the default, and the tools that come with it,
 * which start no Spring.
 */
@SpringBootApplication
class ChatroomApplication {

	static void main(String[] args) {
		SpringApplication.run(ChatroomApplication.class, args);
	}

}
