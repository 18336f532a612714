package io.chatroom.client.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A chat server for tests of the load tool. It is correct except for the given fault. One
 * virtual thread reads from each socket, another writes.
 */
final class SmallChatServer implements AutoCloseable {

	private final List<SmallChatMember> members = new CopyOnWriteArrayList<>();

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
				SmallChatMember member = new SmallChatMember(this.door.accept());
				Thread.ofVirtual().start(() -> visit(member));
			}
		}
		catch (IOException ex) {
			this.members.forEach(SmallChatMember::hangUp);
		}
	}

	private void visit(SmallChatMember member) {
		Thread.ofVirtual().start(member::write);
		try {
			if (this.irc) {
				register(member);
			}
			else {
				greet(member);
			}
			for (String line = member.read(); line != null; line = member.read()) {
				if (line.startsWith("#join ")) {
					move(member, line.substring(6));
				}
				else {
					say(member, line);
				}
			}
		}
		catch (IOException ex) {
			member.hangUp();
		}
		leave(member);
		member.end();
	}

	private void greet(SmallChatMember member) throws IOException {
		member.send("Greetings from the ChatRoom! Now type your name and press enter!");
		member.name(word(member, ""));
		if (this.fault.admits(member)) {
			enter(member);
			member.send("Welcome " + member.name() + "! If you ever want to quit, type #quit to exit.");
		}
		else {
			member.send("The room is full. Goodbye!");
			member.end();
		}
	}

	private void register(SmallChatMember member) throws IOException {
		member.name(word(member, "NICK "));
		word(member, "USER ");
		member.send("PING :cookie");
		word(member, "PONG :cookie");
		member.send(":irc.test 001 " + member.name() + " :Welcome");
		word(member, "JOIN #bench");
		enter(member);
		member.send(":irc.test 366 " + member.name() + " #bench :End of NAMES list");
	}

	private static String word(SmallChatMember member, String command) throws IOException {
		String line = member.read();
		if (line == null || !line.startsWith(command)) {
			throw new IOException("no " + command);
		}
		return line.substring(command.length());
	}

	private synchronized void enter(SmallChatMember member) {
		this.members.add(member);
	}

	private synchronized void move(SmallChatMember member, String room) {
		if (this.fault.admits(member, room)) {
			member.room(room);
			member.send("You are in " + room + ". Some here: " + member.name());
		}
		else {
			member.send("You may not enter " + room + ".");
		}
	}

	private synchronized void leave(SmallChatMember member) {
		if (this.members.remove(member) && !this.irc) {
			membersOf(member.room())
				.forEach((other) -> this.fault.deliver(other, member.name() + " has left the chat."));
		}
	}

	private List<SmallChatMember> membersOf(String room) {
		return this.members.stream().filter((member) -> this.fault.receives(member, room)).toList();
	}

	private synchronized void say(SmallChatMember sender, String line) {
		for (SmallChatMember member : membersOf(sender.room())) {
			if (!this.irc) {
				this.fault.deliver(member, sender.name() + ": " + line);
			}
			else if (member != sender) {
				this.fault.deliver(member, ":%1$s!~%1$s@127.0.0.1 %2$s".formatted(sender.name(), line));
			}
		}
	}

	@Override
	public void close() throws IOException {
		this.door.close();
	}

	/** What goes wrong. By default, nothing. */
	interface Fault {

		Fault NONE = new Fault() {
		};

		default boolean admits(SmallChatMember member) {
			return true;
		}

		default boolean admits(SmallChatMember member, String room) {
			return true;
		}

		default boolean receives(SmallChatMember member, String room) {
			return member.room().equals(room);
		}

		default void deliver(SmallChatMember member, String line) {
			member.send(line);
		}

	}

}
