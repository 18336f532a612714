package io.chatroom.protocol;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;

import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the system is asked for; that it does it, {@code DeadPeerIT} sees.
 */
class KeepAliveTests {

	@Test
	@EnabledOnOs(OS.LINUX)
	void aVanishedPeerIsFoundOutAfterTwoMinutes() throws IOException {
		try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				Socket client = new Socket(listening.getInetAddress(), listening.getLocalPort());
				Socket accepted = listening.accept()) {
			assertThat(client.isConnected()).isTrue();
			KeepAlive.set(accepted);
			assertThat(accepted.getOption(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
			assertThat(accepted.getOption(ExtendedSocketOptions.TCP_KEEPIDLE)).isEqualTo(60);
			assertThat(accepted.getOption(ExtendedSocketOptions.TCP_KEEPINTERVAL)).isEqualTo(15);
			assertThat(accepted.getOption(ExtendedSocketOptions.TCP_KEEPCOUNT)).isEqualTo(4);
		}
	}

}
