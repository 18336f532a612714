package io.chatroom.chat;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import io.chatroom.log.memory.MemoryRecords;
import io.chatroom.log.memory.MemoryRegister;
import io.chatroom.protocol.Password;

/**
 * Makes chats for tests, with all that is kept in memory.
 */
final class TestChat {

	/** Quick, and no secret. It is too busy for a password that says so. */
	static final PasswordHasher HASHER = new PasswordHasher() {

		@Override
		public String hash(Password password) {
			return "hash of " + password.text();
		}

		@Override
		public boolean matches(Password password, String hash) {
			if (password.text().equals("busy")) {
				throw new RejectedExecutionException();
			}
			return hash(password).equals(hash);
		}

	};

	private TestChat() {
	}

	static ChatRoomService of(NamePolicy policy, RoomSettings settings, RoomLog log, Register register,
			InstantSource clock, Delays delays, Outlet outlet, RoomObserver observer) {
		return new ChatRoomService(policy, settings, List.of(),
				new Ports(log, register, new MemoryRecords(), Nodes.NONE, HASHER, delays, outlet, observer), clock);
	}

	static ChatRoomService of(NamePolicy policy, RoomLog log, Outlet outlet) {
		return of(policy, TestRooms.usual(), log, new MemoryRegister(), InstantSource.system(), new TestDelays(),
				outlet, new ObservedRoom());
	}

	static Origin origin(String address) {
		return new Origin(address, true, null);
	}

	static boolean announce(ChatRoomService chat, String text) {
		return chat.moderation().announce(Moderation.SERVER, text, null) instanceof Outcome.Done;
	}

	static boolean kick(ChatRoomService chat, String name, String reason) {
		return chat.moderation().kick(Moderation.SERVER, name, null, reason) instanceof Outcome.Done;
	}

}
