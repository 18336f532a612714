package io.chatroom;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class ChatroomApplication {

	static void main(String[] args) {
		SpringApplication.run(ChatroomApplication.class, args);
	}

}
