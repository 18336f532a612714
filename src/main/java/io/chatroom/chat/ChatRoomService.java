package io.chatroom.chat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Command;
import io.chatroom.protocol.RefusalReason;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.Reply;
import io.chatroom.protocol.Request;
import io.chatroom.protocol.RoomEvent.Announced;
import org.jspecify.annotations.Nullable;

/**
 * The one door to the room: clients connect, say lines, and go. It owns the lock that
 * guards the room, and hands out what is to be said while it holds it, so that all see
 * one order. Any thread.
 */
public final class ChatRoomService {

	/** Taken before an outbox's lock, never after one; nothing slow happens under it. */
	private final ReentrantLock lock = new ReentrantLock();

	private final LockTimes lockTimes = new LockTimes();

	private final Outlet outlet;

	private final Room room;

	private final Announcer announcer;

	private final Chronicle chronicle;

	private final RoomSettings settings;

	private final RoomObserver observer;

	private final Attendance attendance;

	private final Reception reception;

	private final Conversation conversation;

	/** Those that are connected, by id. */
	private final Map<String, Visitor> visitors = new HashMap<>();

	private boolean closed;

	/** What is to be done once the lock is given back. */
	private @Nullable Runnable afterwards;

	private volatile int memberCount;

	/**
	 * Creates an empty room.
	 * @param namePolicy the rules for names
	 * @param settings the settings of the room
	 * @param history keeps what happened, nothing yet
	 * @param clock tells when it happened
	 * @param outlet where it says it
	 * @param observer is told what passes through
	 */
	public ChatRoomService(NamePolicy namePolicy, RoomSettings settings, History history, InstantSource clock,
			Outlet outlet, RoomObserver observer) {
		this.observer = observer;
		this.outlet = outlet;
		this.settings = settings;
		this.room = new Room(namePolicy);
		this.announcer = new Announcer(outlet);
		this.chronicle = new Chronicle(this.room, history, clock, this.announcer);
		Retelling retelling = new Retelling(history, this.announcer);
		this.attendance = new Attendance(this.room, history, this.chronicle, retelling, this.announcer,
				settings.showAddress());
		this.reception = new Reception(this.room, this.attendance, retelling, this.announcer, observer);
		this.conversation = new Conversation(this.room, this.chronicle, this.attendance, retelling, this.announcer,
				clock, observer);
	}

	/**
	 * A client has come.
	 * @param client the client's id
	 * @param address the client's address, as members may see it
	 */
	public void connected(String client, String address) {
		locked(() -> {
			if (this.closed) {
				this.outlet.close(client, CloseReason.GOING_DOWN);
				return;
			}
			Visitor visitor = new Visitor(client, address);
			this.visitors.put(client, visitor);
			this.attendance.begin(visitor);
		});
	}

	/**
	 * A client has sent a line.
	 * @param client the client's id; one that has gone is ignored
	 * @param line the line, without its end
	 * @param cleaned whether controls were removed from it: then it is no name
	 * @param since when it came, as {@link System#nanoTime()}
	 */
	public void received(String client, String line, boolean cleaned, long since) {
		if (line.isBlank()) {
			return;
		}
		Request request = Request.parse(line);
		locked(since, () -> {
			Visitor visitor = this.visitors.get(client);
			if (visitor == null) {
				return;
			}
			Name name = this.room.nameOf(client);
			if (name != null || !request.needsName()) {
				this.observer.requested(request);
			}
			if (name == null) {
				this.reception.hear(visitor, line, cleaned, request);
			}
			else {
				this.conversation.hear(visitor, name, cleaned, request.command());
			}
			if (name == null || request.command() instanceof Command.Nick) {
				tellOfNewName(visitor, name);
			}
			if (visitor.isGone()) {
				this.visitors.remove(client);
			}
		});
	}

	/**
	 * A client has sent a line that is too long.
	 * @param client the client's id; one that has gone is ignored
	 */
	public void receivedTooLong(String client) {
		refuse(client, RefusalReason.TOO_LONG, (visitor) -> Refusals.tooLong(this.settings.maxLineLength()));
	}

	/**
	 * A client has sent a line that is not UTF-8.
	 * @param client the client's id; one that has gone is ignored
	 */
	public void receivedNotUtf8(String client) {
		refuse(client, RefusalReason.NOT_UTF8, (visitor) -> Refusals.notUtf8(visitor.tellHowToSendUtf8()));
	}

	private void refuse(String client, RefusalReason reason, Function<Visitor, Reply> reply) {
		locked(() -> {
			Visitor visitor = this.visitors.get(client);
			if (visitor != null) {
				this.observer.refused(reason);
				this.announcer.tell(client, reply.apply(visitor));
			}
		});
	}

	/**
	 * A client has gone, however that came about. What comes of it after this is ignored.
	 * @param client the client's id
	 */
	public void disconnected(String client) {
		locked(() -> {
			Visitor visitor = this.visitors.remove(client);
			if (visitor != null) {
				this.attendance.leave(visitor);
			}
		});
	}

	/**
	 * Says goodbye to all and hangs up on them; whoever comes after that is hung up on at
	 * once.
	 */
	public void close() {
		locked(() -> {
			this.closed = true;
			for (String client : this.visitors.keySet()) {
				this.announcer.hangUp(client, CloseReason.GOING_DOWN, CloseReason.GOING_DOWN.lastWords());
			}
			// nobody is left to be told who leaves
			this.visitors.clear();
		});
	}

	/**
	 * Says a line of the operator's to all.
	 * @param text the line, without its end
	 * @throws IllegalArgumentException when it is none, in a sentence for the operator
	 */
	public void announce(String text) {
		String line = OperatorLine.of("text", text, this.settings.maxLineLength());
		locked(() -> this.chronicle.happen("", new Announced(line)));
	}

	/**
	 * Sends a member away, whom it tells that.
	 * @param name the member's name
	 * @param reason why, or null
	 * @return false when nobody has that name
	 * @throws IllegalArgumentException when the reason is no line, in a sentence for the
	 * operator
	 */
	public boolean kick(String name, @Nullable String reason) {
		String lastWords = (reason != null)
				? CloseReason.kicked(OperatorLine.of("reason", reason, this.settings.maxLineLength()))
				: CloseReason.KICKED.lastWords();
		AtomicBoolean kicked = new AtomicBoolean();
		locked(() -> {
			String client = this.room.clientNamed(name);
			Visitor visitor = (client != null) ? this.visitors.get(client) : null;
			if (visitor != null) {
				this.attendance.hangUp(visitor, CloseReason.KICKED, lastWords);
				this.visitors.remove(visitor.client());
				kicked.set(true);
			}
		});
		return kicked.get();
	}

	/**
	 * Returns who has a name, in the order in which they came.
	 */
	public List<Member> members() {
		List<Member> members = new ArrayList<>();
		locked(() -> this.room.members().forEach((client, name) -> {
			Visitor visitor = this.visitors.get(client);
			if (visitor != null) {
				members.add(new Member(client, name.text(), visitor.address(), visitor.joinedAt()));
			}
		}));
		return members;
	}

	/**
	 * Returns how many have a name.
	 */
	public int memberCount() {
		return this.memberCount;
	}

	/**
	 * Returns how long the room's lock was waited for and held.
	 */
	public LockTimes lockTimes() {
		return this.lockTimes;
	}

	private void tellOfNewName(Visitor visitor, @Nullable Name before) {
		Name now = this.room.nameOf(visitor.client());
		if (now != null && !now.equals(before)) {
			this.afterwards = () -> this.observer.named(visitor.client(), visitor.address(), now.text());
		}
	}

	private void locked(Runnable action) {
		locked(System.nanoTime(), action);
	}

	private void locked(long since, Runnable action) {
		long waited = take();
		long taken = System.nanoTime();
		Runnable next;
		try {
			this.announcer.answer(since);
			action.run();
			this.memberCount = this.closed ? 0 : this.room.size();
		}
		finally {
			next = this.afterwards;
			this.afterwards = null;
			this.lockTimes.add(waited, System.nanoTime() - taken);
			this.lock.unlock();
		}
		if (next != null) {
			next.run();
		}
	}

	private long take() {
		if (this.lock.tryLock()) {
			return 0;
		}
		long asked = System.nanoTime();
		this.lock.lock();
		return System.nanoTime() - asked;
	}

}
