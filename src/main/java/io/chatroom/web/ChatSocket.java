package io.chatroom.web;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.chatroom.protocol.ProgramLine;
import org.jspecify.annotations.Nullable;

/**
 * A gateway's connection to the chat, in JSON. One thread reads and one writes; any may
 * close.
 */
final class ChatSocket implements Closeable {

	/**
	 * What the kernel holds in each direction, in bytes. Little, so that a tab that reads
	 * slowly is slow for the chat too, which then evicts it.
	 */
	private static final int BUFFER = 32 * 1024;

	private static final String FIRST_LINE = "#format json";

	private final Socket socket;

	private final LineInput lines;

	private final OutputStream out;

	private ChatSocket(Socket socket) throws IOException {
		this.socket = socket;
		this.lines = new LineInput(socket.getInputStream());
		this.out = socket.getOutputStream();
	}

	/**
	 * Connects for a browser.
	 * @param timeout how long {@link #read} waits
	 * @throws IOException when the chat is closed
	 */
	static ChatSocket open(ChatAccess chat, Visitor visitor, Duration timeout) throws IOException {
		return open(chat, visitor, null, FIRST_LINE, timeout);
	}

	/**
	 * Connects for a program.
	 * @param account the account for which it acts
	 * @param first what it wants
	 * @param timeout how long {@link #read} waits
	 * @throws IOException when the chat is closed
	 */
	static ChatSocket open(ChatAccess chat, Visitor visitor, String account, ProgramLine first, Duration timeout)
			throws IOException {
		return open(chat, visitor, account, first.text(), timeout);
	}

	private static ChatSocket open(ChatAccess chat, Visitor visitor, @Nullable String account, String firstLine,
			Duration timeout) throws IOException {
		InetSocketAddress address = chat.address().get();
		if (address == null) {
			throw new ConnectException("The chat is closed");
		}
		Socket socket = new Socket();
		try {
			socket.setReceiveBufferSize(BUFFER);
			socket.setSendBufferSize(BUFFER);
			socket.setTcpNoDelay(true);
			socket.connect(address);
			socket.setSoTimeout(Math.toIntExact(timeout.toMillis()));
			ChatSocket opened = new ChatSocket(socket);
			ByteArrayOutputStream first = new ByteArrayOutputStream();
			first.writeBytes(GatewayHeader.of(visitor, address, chat.key(), account));
			first.writeBytes((firstLine + "\r\n").getBytes(StandardCharsets.UTF_8));
			// in one piece: the chat reads all of it before it closes, so that nothing is
			// reset
			opened.out.write(first.toByteArray());
			return opened;
		}
		catch (IOException ex) {
			socket.close();
			throw ex;
		}
	}

	/**
	 * Returns the next line of the chat, or null at the end.
	 * @throws java.net.SocketTimeoutException when none comes in time
	 * @throws IOException when the connection is lost
	 */
	@Nullable String read() throws IOException {
		return this.lines.next();
	}

	/**
	 * Returns whether {@link #read} returns a line at once.
	 */
	boolean hasLine() {
		return this.lines.hasLine();
	}

	/**
	 * Sends a line. Waits while the chat takes no more.
	 * @throws IOException when the connection is lost
	 */
	void write(String line) throws IOException {
		this.out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
