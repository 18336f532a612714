package io.chatroom.ops;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import io.chatroom.chat.Phrases;
import io.chatroom.tcp.ChatConnectionFactory;

import org.springframework.boot.health.contributor.Status;

/**
 * Comes to the chat port as a client does, waits for the greeting, asks whether the
 * service is there (telnet's AYT, RFC 854), and waits for the answer: all that a client
 * needs has to be at work for that.
 */
final class PortProbe {

	private static final byte[] GREETING = (Phrases.GREETING + "\r\n").getBytes(StandardCharsets.UTF_8);

	private static final byte[] ARE_YOU_THERE = { (byte) 255, (byte) 246 };

	private static final byte[] YES = "[Yes]\r\n".getBytes(StandardCharsets.US_ASCII);

	private final ChatConnectionFactory factory;

	private final Duration patience;

	PortProbe(ChatConnectionFactory factory, Duration patience) {
		this.factory = factory;
		this.patience = patience;
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
			return visit(socket, new InetSocketAddress(here, port.getPort()));
		}
		catch (IOException ex) {
			return new Result(Status.DOWN, "not let in: " + ex.getMessage());
		}
	}

	private Result visit(Socket socket, InetSocketAddress port) throws IOException {
		InetSocketAddress from = (InetSocketAddress) socket.getLocalSocketAddress();
		long end = System.nanoTime() + this.patience.toNanos();
		this.factory.expectProbe(from);
		try {
			socket.connect(port, millisTo(end));
			if (!hears(socket, GREETING, end)) {
				return new Result(Status.DOWN, "not greeted");
			}
			socket.getOutputStream().write(ARE_YOU_THERE);
			return hears(socket, YES, end) ? new Result(Status.UP, "greeted and answered")
					: new Result(Status.DOWN, "greeted, and not answered");
		}
		finally {
			this.factory.forgetProbe(from);
		}
	}

	private static boolean hears(Socket socket, byte[] words, long end) throws IOException {
		socket.setSoTimeout(millisTo(end));
		try {
			return Arrays.equals(socket.getInputStream().readNBytes(words.length), words);
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
	}

	/**
	 * Returns how long is left, at least the shortest that is no "for ever".
	 */
	private static int millisTo(long end) {
		return Math.max(1, Math.toIntExact(TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
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
