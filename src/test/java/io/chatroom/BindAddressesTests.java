package io.chatroom;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Where the chat listens, and what to do when it cannot.
 */
class BindAddressesTests {

	@Test
	void areBothOfLocalhost() throws Exception {
		InetAddress[] both = { InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1") };
		assertThat(BindAddresses.of("localhost")).containsExactly(both);
		assertThat(BindAddresses.of("LocalHost")).containsExactly(both);
	}

	@Test
	void areTheOneThatIsGiven() throws Exception {
		assertThat(BindAddresses.of("127.0.0.2")).containsExactly(InetAddress.ofLiteral("127.0.0.2"));
		assertThat(BindAddresses.of("[::]")).containsExactly(InetAddress.ofLiteral("::"));
		assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> BindAddresses.of("no.such.host."));
	}

	@Test
	void haveARemedyForAPortThatIsTaken() {
		assertThat(PortRemedy.of("chat.tcp.port", 5000, "Mac OS X")).contains("--chat.tcp.port=5555", "AirPlay");
		assertThat(PortRemedy.of("chat.tcp.port", 5000, "Linux")).contains("--chat.tcp.port=5555")
			.doesNotContain("AirPlay");
		assertThat(PortRemedy.of("chat.tls.port", 5001, "Mac OS X")).contains("--chat.tls.port=5555")
			.doesNotContain("AirPlay");
	}

}
