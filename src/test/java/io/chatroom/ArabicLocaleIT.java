package io.chatroom;

import java.util.List;
import java.util.Locale;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.ServiceProcess;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The program in a locale whose digits are not those of protocols: Java formats 42 as ٤٢.
 */
class ArabicLocaleIT {

	private static final List<String> EGYPT = List.of("env", "JAVA_TOOL_OPTIONS=-Duser.language=ar -Duser.country=EG");

	@Test
	void writesItsProtocolsInAscii() {
		assertThat(String.format(Locale.of("ar", "EG"), "%d", 42)).isEqualTo("٤٢");
		try (ServiceProcess service = ServiceProcess.startBehind(EGYPT, "--chat.tcp.port=0", "--server.port=0");
				TestClient browser = TestClient.connect(service.port());
				TestClient bob = TestClient.connect(service.port())) {
			browser.expect("Greetings from the ChatRoom! Now type your name and press enter!");
			browser.say("GET / HTTP/1.1");
			browser.expect("HTTP/1.1 400 Bad Request");
			browser.expect("Content-Type: text/plain; charset=utf-8");
			browser.expect("Content-Length: 62");
			ChatServer.join(bob, "bob");
			bob.say("#who");
			bob.expect("1 here: bob");
			bob.say("x".repeat(1025));
			bob.expect("That line is over 1024 bytes; it was not sent.");
			bob.say("#format json");
			bob.say("#history 1");
			assertThat(bob.read()).isNotEmpty().matches("\\p{ASCII}*");
			bob.say("#who");
			assertThat(bob.read()).isNotEmpty().matches("\\p{ASCII}*");
			assertThat(service.output()).contains("127.0.0.1:" + service.port());
		}
	}

}
