package io.chatroom.client.load.resume;

import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.chatroom.client.ProgramConversation;
import io.chatroom.client.Waits;
import io.chatroom.protocol.Reply.Entered;
import io.chatroom.protocol.Reply.Refused;
import io.chatroom.protocol.Reply.Welcome;
import io.chatroom.protocol.ServerEvent;
import org.jspecify.annotations.Nullable;

/**
 * One client of a run: the project's own client, which may send numbered lines. Runs on a
 * virtual thread.
 */
final class ResumeClient implements ProgramConversation.Listener, Runnable {

	private final String name;

	private final @Nullable String room;

	private final NumberedLines lines;

	private final Faults faults;

	private final RoomView view;

	private final ProgramConversation conversation;

	/** Comes when the client may send, or is to end. */
	private final CompletableFuture<SendWindow> window = new CompletableFuture<>();

	private final CountDownLatch letIn = new CountDownLatch(1);

	private final CountDownLatch ended = new CountDownLatch(1);

	private final AtomicInteger welcomes = new AtomicInteger();

	private volatile boolean aborted;

	private volatile String lastNotice = "";

	ResumeClient(int index, ResumePlan plan, NumberedLines lines, Ledgers ledgers, Faults faults, Waits waits) {
		this.name = lines.name(index);
		this.room = plan.roomOf(index);
		this.lines = lines;
		this.faults = faults;
		this.view = new RoomView(this.name, lines, ledgers, faults, (number) -> this.window.join().confirmed());
		this.conversation = new ProgramConversation(plan.serversOf(index), this.name, this.room, waits, this);
	}

	@Override
	public void run() {
		String complaint = "";
		try {
			complaint = this.conversation.hold() ? "" : "ended early; " + this.lastNotice;
		}
		catch (IOException | RuntimeException ex) {
			complaint = String.valueOf(ex.getMessage());
		}
		finally {
			if (!complaint.isEmpty() && !this.aborted) {
				this.faults.add(Fault.TURNED_AWAY, this.name + ": " + complaint);
			}
			this.letIn.countDown();
			this.ended.countDown();
		}
	}

	@Override
	public @Nullable String nextLine() {
		OptionalLong number = this.window.join().next();
		return number.isPresent() ? this.lines.line(number.getAsLong()) : null;
	}

	@Override
	public void heard(ServerEvent event) {
		this.view.heard(event);
		if (event instanceof Refused refused) {
			this.lastNotice = refused.text();
		}
		if (event instanceof Welcome) {
			this.welcomes.incrementAndGet();
		}
		if (event instanceof Entered || (event instanceof Welcome && this.room == null)) {
			this.letIn.countDown();
		}
	}

	@Override
	public void noticed(String text) {
		this.lastNotice = text;
	}

	/** Waits until the client is in its room, or has ended. */
	boolean awaitIn(long deadline) throws InterruptedException {
		return this.letIn.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
	}

	/** Lets the client send lines, and then end. */
	void send(SendWindow lines) {
		this.window.complete(lines);
	}

	/** Lets the client end, once all its lines are confirmed. */
	void end() {
		this.window.complete(SendWindow.CLOSED);
		this.window.join().end();
	}

	/** Whether the client has not ended. */
	boolean isTalking() {
		return this.ended.getCount() > 0;
	}

	/** Ends the client at once. */
	void abort() {
		this.aborted = true;
		end();
		this.conversation.abort();
	}

	/** Whether the client is still to receive what others have seen. */
	boolean isBehind() {
		return isTalking() && this.view.isBehind();
	}

	/** How many times the client came back after a lost connection. */
	int returns() {
		return Math.max(0, this.welcomes.get() - 1);
	}

	/** How many lines the client has sent. */
	long sent() {
		return this.window.isDone() ? this.window.join().sent() : 0;
	}

	/** What the client last told its user: why it is not connected, for example. */
	String lastNotice() {
		return this.lastNotice;
	}

	String name() {
		return this.name;
	}

}
