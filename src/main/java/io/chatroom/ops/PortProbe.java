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

import io.chatroom.protocol.TextLines;
import io.chatroom.tcp.ChatConnectionFactory;

import org.springframework.boot.health.contributor.Status;

/**
 * Connects to the chat port as a client does, reads the greeting, sends telnet's AYT (RFC
 * 854) and reads the answer. This works only when everything that serves a client works.
 * Any thread.
 */
final class PortProbe {

	private static final byte[] GREETING = (TextLines.GREETING + "\r\n").getBytes(StandardCharsets.UTF_8);

	private static final byte[] ARE_YOU_THERE = { (byte) 255, (byte) 246 };

	private static final byte[] YES = "[Yes]\r\n".getBytes(StandardCharsets.US_ASCII);

	private final ChatConnectionFactory factory;

	private final Duration timeout;

	PortProbe(ChatConnectionFactory factory, Duration timeout) {
		this.factory = factory;
		this.timeout = timeout;
	}

	/**
	 * Connects once, and waits for at most the timeout.
	 * @param port the address of the chat port
	 */
	Result run(InetSocketAddress port) {
		InetAddress here = port.getAddress().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : port.getAddress();
		try (Socket socket = new Socket()) {
			try {
				socket.bind(new InetSocketAddress(here, 0));
			}
			catch (IOException ex) {
				// the process has no free file descriptor
				return new Result(Status.OUT_OF_SERVICE, String.valueOf(ex.getMessage()));
			}
			return ask(socket, new InetSocketAddress(here, port.getPort()));
		}
		catch (IOException ex) {
			return new Result(Status.DOWN, "connect failed: " + ex.getMessage());
		}
	}

	private Result ask(Socket socket, InetSocketAddress port) throws IOException {
		InetSocketAddress from = (InetSocketAddress) socket.getLocalSocketAddress();
		long end = System.nanoTime() + this.timeout.toNanos();
		this.factory.expectProbe(from);
		try {
			socket.connect(port, millisTo(end));
			if (!reads(socket, GREETING, end)) {
				return new Result(Status.DOWN, "no greeting");
			}
			socket.getOutputStream().write(ARE_YOU_THERE);
			return reads(socket, YES, end) ? new Result(Status.UP, "greeting and answer")
					: new Result(Status.DOWN, "greeting, but no answer");
		}
		finally {
			this.factory.forgetProbe(from);
		}
	}

	private static boolean reads(Socket socket, byte[] expected, long end) throws IOException {
		socket.setSoTimeout(millisTo(end));
		try {
			return Arrays.equals(socket.getInputStream().readNBytes(expected.length), expected);
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
	}

	/**
	 * Returns the milliseconds left, at least 1: a socket takes 0 for no timeout.
	 */
	private static int millisTo(long end) {
		return Math.max(1, Math.toIntExact(TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
	}

	/**
	 * The result of a probe.
	 *
	 * @param status up, down, or out of service without a free file descriptor
	 * @param text what the probe got, for the operator
	 */
	record Result(Status status, String text) {

	}

}
