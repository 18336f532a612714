package io.chatroom.tcp;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.Map;

import jdk.net.ExtendedSocketOptions;

/**
 * TCP keepalive (RFC 9293, 3.8.4): a peer that has vanished without a word is found out
 * after two minutes, 60 + 4 * 15 seconds, and one that is only silent stays.
 */
final class KeepAlive {

	private static final Map<SocketOption<Integer>, Integer> TIMES = Map.of(ExtendedSocketOptions.TCP_KEEPIDLE, 60,
			ExtendedSocketOptions.TCP_KEEPINTERVAL, 15, ExtendedSocketOptions.TCP_KEEPCOUNT, 4);

	private KeepAlive() {
	}

	/**
	 * Turns it on.
	 * @param socket a socket that is connected
	 * @throws IOException when the socket has ended
	 */
	static void set(Socket socket) throws IOException {
		socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
		for (Map.Entry<SocketOption<Integer>, Integer> time : TIMES.entrySet()) {
			if (socket.supportedOptions().contains(time.getKey())) {
				socket.setOption(time.getKey(), time.getValue());
			}
		}
	}

}
