package io.chatroom.client;

import java.io.IOException;
import java.util.List;

import io.chatroom.protocol.ServerEvent;
import org.jspecify.annotations.Nullable;

/**
 * A conversation that a program holds, as {@code connect --json} does in a pipe: it
 * reconnects, resumes, and sends unconfirmed lines again.
 */
public final class ProgramConversation {

	private final ChatSession session;

	/**
	 * Creates a conversation.
	 * @param room the room to go to, null for the one in which everyone begins
	 * @param waits the waits between two attempts to connect
	 * @param listener what the program wants to know
	 */
	public ProgramConversation(List<HostAndPort> servers, String name, @Nullable String room, Waits waits,
			Listener listener) {
		Screen screen = new Screen(new ListenerDisplay(listener), listener::nextLine, false);
		this.session = new ChatSession(new Servers(servers.stream().map((server) -> new Dial(server, null)).toList()),
				ConnectArguments.ofProgram(servers, name, room), screen, waits);
	}

	/**
	 * Talks until the lines end and all are confirmed.
	 * @return whether all were sent, and none was refused
	 * @throws IOException if no server lets the client in within a minute
	 */
	public boolean hold() throws IOException {
		return this.session.converse() == Ending.DONE;
	}

	/**
	 * Ends the conversation at once. Safe for any thread.
	 */
	public void abort() {
		this.session.abort();
	}

	/**
	 * The program's side. Each method is called by one thread at a time, but
	 * {@link #nextLine} by another one than the others.
	 */
	public interface Listener {

		/**
		 * Waits for the next line to send.
		 * @return null if there is none any more
		 */
		@Nullable String nextLine();

		/** Receives each event of the server, also those that it repeats. */
		void heard(ServerEvent event);

		/** Receives each message of the client itself, for example that it reconnects. */
		void noticed(String text);

	}

	private record ListenerDisplay(Listener listener) implements Display {

		@Override
		public void raw(String json, @Nullable ServerEvent event) {
			if (event != null) {
				this.listener.heard(event);
			}
		}

		@Override
		public void show(ServerEvent event) {
		}

		@Override
		public void notice(String text) {
			this.listener.noticed(text);
		}

		@Override
		public void pending(List<String> unsent) {
		}

		@Override
		public void closed() {
		}

	}

}
