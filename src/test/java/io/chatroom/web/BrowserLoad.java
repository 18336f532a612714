package io.chatroom.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Sessions of many browsers, for measurements beside the load tool: idle ones, in rooms
 * of 50, and busy ones, which receive what is said in the first room. Runs as a source
 * file, see {@code docs/performance.md}.
 */
public final class BrowserLoad {

	private static final int ROOM = 50;

	/** Sessions that are being opened at a time. */
	private static final int OPENING = 20;

	private static final LongAdder frames = new LongAdder();

	private static final AtomicInteger closed = new AtomicInteger();

	private BrowserLoad() {
	}

	/**
	 * Opens the sessions, and counts what they receive.
	 * @param arguments host and port, the numbers of idle and busy sessions, and the
	 * seconds for which they stay
	 */
	public static void main(String... arguments) throws Exception {
		URI address = URI.create("ws://" + arguments[0] + "/ws");
		int idle = Integer.parseInt(arguments[1]);
		int busy = Integer.parseInt(arguments[2]);
		int seconds = Integer.parseInt(arguments[3]);
		HttpClient client = HttpClient.newHttpClient();
		Semaphore opening = new Semaphore(OPENING);
		List<CompletableFuture<?>> all = new ArrayList<>();
		for (int i = 0; i < idle + busy; i++) {
			opening.acquire();
			Session session = new Session("web-" + i, (i < idle) ? "idle-" + i / ROOM : "");
			all.add(client.newWebSocketBuilder().buildAsync(address, session).whenComplete((socket, failure) -> {
				if (failure != null) {
					session.in.completeExceptionally(failure);
				}
			}));
			all.add(session.in.whenComplete((done, failure) -> opening.release()));
		}
		CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)).get(60, TimeUnit.SECONDS);
		System.out.printf("%d idle and %d busy sessions are open%n", idle, busy);
		long before = frames.sum();
		TimeUnit.SECONDS.sleep(seconds);
		System.out.printf("%d frames in %d s, %d sessions closed%n", frames.sum() - before, seconds, closed.get());
		System.exit((closed.get() == 0) ? 0 : 1);
	}

	/**
	 * A session. The client calls it in turn.
	 */
	private static final class Session implements WebSocket.Listener {

		private final CompletableFuture<Void> in = new CompletableFuture<>();

		private final String name;

		private final String room;

		private boolean begins = true;

		Session(String name, String room) {
			this.name = name;
			this.room = room;
		}

		@Override
		public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
			boolean event = this.begins;
			this.begins = last;
			if (last) {
				frames.increment();
			}
			socket.request(1);
			return (event && !this.in.isDone()) ? enter(socket, data.toString())
					: CompletableFuture.completedStage(null);
		}

		private CompletionStage<?> enter(WebSocket socket, String event) {
			boolean welcome = event.startsWith("{\"event\":\"welcome\"");
			if (event.startsWith("{\"event\":\"prompt\"")) {
				return socket.sendText(this.name, true);
			}
			if (welcome && !this.room.isEmpty()) {
				return socket.sendText("#join " + this.room, true);
			}
			if (welcome || event.startsWith("{\"event\":\"entered\"")) {
				this.in.complete(null);
			}
			else if (event.startsWith("{\"event\":\"bye\"") || event.startsWith("{\"event\":\"refused\"")) {
				this.in.completeExceptionally(new IllegalStateException(event));
			}
			return CompletableFuture.completedStage(null);
		}

		@Override
		public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
			closed.incrementAndGet();
			return CompletableFuture.completedStage(null);
		}

		@Override
		public void onError(WebSocket socket, Throwable failure) {
			closed.incrementAndGet();
		}

	}

}
