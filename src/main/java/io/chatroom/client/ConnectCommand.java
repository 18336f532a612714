package io.chatroom.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The {@code connect} command: a conversation between a terminal, or a pipe, and a chat
 * service; the calling thread prints what comes, an {@link InputSender} sends.
 */
public final class ConnectCommand {

	private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

	private static final String SYNOPSIS = "Usage: java -jar chatroom.jar connect [--tls [--ca FILE]] [HOST [PORT]]";

	private static final String HELP = SYNOPSIS + """


			Sends what you type to the chat service at HOST (localhost) and PORT (5000), and
			prints what comes from it, until #quit, or the end of the input or the connection.
			HOST:PORT and [IPV6]:PORT are understood, too.
			--tls speaks TLS, with port 5001 unless you give one, to a server whose certificate is
			of an authority that this machine's Java trusts, or of one in FILE (PEM).
			The exit code is 1 if the connection fails or is lost, and 2 if the call is wrong.""";

	private ConnectCommand() {
	}

	/**
	 * Runs the conversation to its end. A thread that still waits for input may be left
	 * behind; it does not keep the process alive.
	 * @param args the words after {@code connect}
	 * @return the exit code: 0, 1 for a connection that failed, 2 for a wrong call
	 */
	public static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
		if (Arrays.asList(args).contains("--help") || Arrays.asList(args).contains("-h")) {
			out.println(HELP);
			out.flush();
			return 0;
		}
		ConnectArguments arguments;
		try {
			arguments = ConnectArguments.parse(args);
		}
		catch (IllegalArgumentException ex) {
			err.println(ex.getMessage() + " " + SYNOPSIS);
			return 2;
		}
		HostAndPort server = arguments.server();
		try {
			TlsClient tls = arguments.tls() ? new TlsClient(arguments.authorities()) : null;
			try (Socket connection = open(server)) {
				Socket socket = (tls != null) ? tls.over(connection, server) : connection;
				return converse(socket, new InputSender(in, socket, connection), server, out, err);
			}
		}
		catch (TlsException ex) {
			err.println(ex.getMessage());
		}
		catch (UnknownHostException ex) {
			err.println("Unknown host: %s.".formatted(server.host()));
		}
		catch (IOException ex) {
			err.println("Cannot connect to %s: %s.".formatted(server, ex.getMessage()));
		}
		return 1;
	}

	private static Socket open(HostAndPort server) throws IOException {
		IOException failure = new UnknownHostException(server.host());
		for (InetAddress address : InetAddress.getAllByName(server.host())) {
			Socket socket = new Socket();
			try {
				socket.connect(new InetSocketAddress(address, server.port()), CONNECT_TIMEOUT_MILLIS);
				socket.setTcpNoDelay(true);
				return socket;
			}
			catch (IOException ex) {
				socket.close();
				failure = ex;
			}
		}
		throw failure;
	}

	private static int converse(Socket socket, InputSender sender, HostAndPort server, PrintStream out,
			PrintStream err) {
		Thread.ofVirtual().name("input").start(sender);
		try {
			byte[] buffer = new byte[8192];
			InputStream fromServer = socket.getInputStream();
			for (int count = fromServer.read(buffer); count >= 0; count = fromServer.read(buffer)) {
				out.write(buffer, 0, count);
				// checkError flushes, so that each line appears when it comes.
				if (out.checkError()) {
					err.println("The output can no longer be written.");
					return 1;
				}
			}
			Optional<String> complaint = sender.finish();
			complaint.ifPresent(err::println);
			return complaint.isPresent() ? 1 : 0;
		}
		catch (IOException ex) {
			err.println("The connection to %s was lost: %s.".formatted(server, ex.getMessage()));
			return 1;
		}
	}

}
