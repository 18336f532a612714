package io.chatroom.ops;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

import io.chatroom.chat.Phrases;
import io.chatroom.tcp.ChatConnectionFactory;

import org.springframework.boot.health.contributor.Status;

/**
 * Comes to the chat port as a client does, and waits for the greeting: from the kernel to
 * the room and back, all has to be at work for that.
 */
final class PortProbe {

	private static final byte[] GREETING = (Phrases.GREETING + "\r\n").getBytes(StandardCharsets.UTF_8);

	private final ChatConnectionFactory factory;

	private final int patienceMillis;

	PortProbe(ChatConnectionFactory factory, Duration patience) {
		this.factory = factory;
		this.patienceMillis = Math.toIntExact(patience.toMillis());
	}

	/**
	 * Comes once, and waits for as long as it has patience.
	 * @param port where the chat is open
	 */
	Result look(InetSocketAddress port) {
		InetAddress here = port.getAddress().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : port.getAddress();
		try (Socket socket = new Socket()) {
			try {
				socket.bind(new InetSocketAddress(here, 0));
			}
			catch (IOException ex) {
				// the process has no file left
				return new Result(Status.OUT_OF_SERVICE, String.valueOf(ex.getMessage()));
			}
			return greetedOn(socket, new InetSocketAddress(here, port.getPort())) ? new Result(Status.UP, "greeted")
					: new Result(Status.DOWN, "not greeted");
		}
		catch (IOException ex) {
			return new Result(Status.DOWN, "not greeted: " + ex.getMessage());
		}
	}

	private boolean greetedOn(Socket socket, InetSocketAddress port) throws IOException {
		InetSocketAddress from = (InetSocketAddress) socket.getLocalSocketAddress();
		this.factory.expectProbe(from);
		try {
			socket.setSoTimeout(this.patienceMillis);
			socket.connect(port, this.patienceMillis);
			return Arrays.equals(socket.getInputStream().readNBytes(GREETING.length), GREETING);
		}
		finally {
			this.factory.forgetProbe(from);
		}
	}

	/**
	 * What came of it.
	 *
	 * @param status up, down, or out of service for want of files
	 * @param words the same in words
	 */
	record Result(Status status, String words) {

	}

}
