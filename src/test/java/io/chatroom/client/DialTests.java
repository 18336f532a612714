package io.chatroom.client;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;

import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DialTests {

	@Test
	@EnabledOnOs(OS.LINUX)
	void aServerThatHasVanishedIsFoundOutAfterTwoMinutes() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				Socket socket = new Dial(new HostAndPort("127.0.0.1", server.getLocalPort()), null)
					.open(server.getInetAddress())) {
			assertThat(socket.getOption(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
			assertThat(socket.getOption(ExtendedSocketOptions.TCP_KEEPIDLE)).isEqualTo(60);
			assertThat(socket.getOption(ExtendedSocketOptions.TCP_KEEPINTERVAL)).isEqualTo(15);
			assertThat(socket.getOption(ExtendedSocketOptions.TCP_KEEPCOUNT)).isEqualTo(4);
		}
	}

	@Test
	void triesAllAddressesOfAHostAndBeginsWithAnotherOneNextTime() throws Exception {
		try (GreetingServer silent = new GreetingServer("127.0.0.1", 0, "");
				GreetingServer second = new GreetingServer("127.0.0.2", silent.address().port(), "I am 2.");
				GreetingServer third = new GreetingServer("127.0.0.3", silent.address().port(), "I am 3.")) {
			Dial dial = new Dial(new HostAndPort("chat.example", silent.address().port()), null,
					DialTests::fourAddresses);
			assertThat(greeting(dial.connect())).isEqualTo("I am 2.");
			assertThat(greeting(dial.connect())).isEqualTo("I am 3.");
			assertThat(greeting(dial.again())).isEqualTo("I am 3.");
			second.stop();
			assertThat(greeting(dial.connect())).isEqualTo("I am 3.");
			third.stop();
			assertThatExceptionOfType(UnreachableException.class).isThrownBy(dial::connect)
				.withMessage("Cannot connect to chat.example:%d: Connection refused.", silent.address().port());
		}
	}

	/** Nobody listens on the last one. */
	private static InetAddress[] fourAddresses(String host) {
		assertThat(host).isEqualTo("chat.example");
		return new InetAddress[] { InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("127.0.0.2"),
				InetAddress.ofLiteral("127.0.0.3"), InetAddress.ofLiteral("127.0.0.4") };
	}

	private static String greeting(Greeted greeted) {
		greeted.close();
		return greeted.greeting().text();
	}

}
