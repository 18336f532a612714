package io.chatroom.protocol;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.Map;

import jdk.net.ExtendedSocketOptions;

/**
 * TCP keepalive (RFC 9293, 3.8.4): the first probe after 60 s, then 4 probes 15 s apart.
 * So a peer whose network path is broken is detected within two minutes, and a silent
 * peer stays connected.
 */
public final class KeepAlive {

	private static final Map<SocketOption<Integer>, Integer> TIMES = Map.of(ExtendedSocketOptions.TCP_KEEPIDLE, 60,
			ExtendedSocketOptions.TCP_KEEPINTERVAL, 15, ExtendedSocketOptions.TCP_KEEPCOUNT, 4);

	private KeepAlive() {
	}

	/**
	 * Turns it on.
	 * @param socket a socket that is connected
	 * @throws IOException when the socket has ended
	 */
	public static void set(Socket socket) throws IOException {
		socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
		for (Map.Entry<SocketOption<Integer>, Integer> time : TIMES.entrySet()) {
			if (socket.supportedOptions().contains(time.getKey())) {
				socket.setOption(time.getKey(), time.getValue());
			}
		}
	}

}
