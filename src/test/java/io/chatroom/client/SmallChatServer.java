package io.chatroom.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A chat server of the load tool's tests: right unless a fault is put in; one virtual
 * thread reads each socket, one writes.
 */
final class SmallChatServer implements AutoCloseable {

	private static final int OUTBOX_LINES = 2000;

	private final List<Member> members = new CopyOnWriteArrayList<>();

	private final ServerSocket door;

	private final boolean irc;

	private final Fault fault;

	private SmallChatServer(boolean irc, Fault fault) throws IOException {
		this.irc = irc;
		this.fault = fault;
		this.door = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
		Thread.ofVirtual().start(this::accept);
	}

	static SmallChatServer chatroom(Fault fault) throws IOException {
		return new SmallChatServer(false, fault);
	}

	static SmallChatServer irc(Fault fault) throws IOException {
		return new SmallChatServer(true, fault);
	}

	String port() {
		return Integer.toString(this.door.getLocalPort());
	}

	private void accept() {
		try {
			while (true) {
				Socket socket = this.door.accept();
				Thread.ofVirtual().start(() -> visit(new Member(socket)));
			}
		}
		catch (IOException ex) {
			this.members.forEach(Member::hangUp);
		}
	}

	private void visit(Member member) {
		Thread.ofVirtual().start(member::write);
		try (BufferedReader in = new BufferedReader(new InputStreamReader(member.socket.getInputStream(), UTF_8))) {
			if (this.irc) {
				register(member, in);
			}
			else {
				greet(member, in);
			}
			for (String line = in.readLine(); line != null; line = in.readLine()) {
				say(member, line);
			}
		}
		catch (IOException ex) {
			member.hangUp();
		}
		this.members.remove(member);
		member.end();
	}

	private void greet(Member member, BufferedReader in) throws IOException {
		member.send("Greetings from the ChatRoom! Now type your name and press enter!");
		member.name = in.readLine();
		if (this.fault.admits(member)) {
			enter(member);
			member.send("Welcome " + member.name + "! If you ever want to quit, type #quit to exit.");
		}
		else {
			member.send("The room is full. Goodbye!");
			member.end();
		}
	}

	private void register(Member member, BufferedReader in) throws IOException {
		member.name = in.readLine().substring("NICK ".length());
		in.readLine();
		member.send("PING :cookie");
		if (in.readLine().equals("PONG :cookie")) {
			member.send(":irc.test 001 " + member.name + " :Welcome");
			in.readLine();
			enter(member);
			member.send(":irc.test 366 " + member.name + " #bench :End of NAMES list");
		}
	}

	private synchronized void enter(Member member) {
		this.members.add(member);
	}

	private synchronized void say(Member sender, String line) {
		for (Member member : this.members) {
			if (!this.irc) {
				this.fault.deliver(member, sender.name + ": " + line);
			}
			else if (member != sender) {
				this.fault.deliver(member, ":%1$s!~%1$s@127.0.0.1 %2$s".formatted(sender.name, line));
			}
		}
	}

	@Override
	public void close() throws IOException {
		this.door.close();
	}

	/** What goes wrong; nothing unless overridden. */
	interface Fault {

		Fault NONE = new Fault() {
		};

		default boolean admits(Member member) {
			return true;
		}

		default void deliver(Member member, String line) {
			member.send(line);
		}

	}

	/** One connection; its writer takes from the outbox until it finds the end. */
	static final class Member {

		private static final String END = "";

		private final BlockingQueue<String> outbox = new LinkedBlockingQueue<>();

		private final Socket socket;

		private volatile String name = "";

		Member(Socket socket) {
			this.socket = socket;
		}

		String name() {
			return this.name;
		}

		/** Queues a line, or hangs up on one who does not read. */
		void send(String line) {
			if (this.outbox.size() > OUTBOX_LINES) {
				hangUp();
			}
			else {
				this.outbox.add(line);
			}
		}

		void end() {
			this.outbox.add(END);
		}

		void hangUp() {
			try {
				this.socket.close();
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}

		private void write() {
			try {
				for (String line = this.outbox.take(); !line.equals(END); line = this.outbox.take()) {
					this.socket.getOutputStream().write((line + "\r\n").getBytes(UTF_8));
				}
			}
			catch (IOException | InterruptedException ex) {
				this.outbox.clear();
			}
			hangUp();
		}

	}

}
