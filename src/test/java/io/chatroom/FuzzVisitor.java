package io.chatroom;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

import io.chatroom.testing.TestClient;

/**
 * Comes, does this and that, and goes, again and again; all of it decided by a seed.
 */
final class FuzzVisitor implements Runnable {

	private static final List<String> LINES = List.of("hello", "#who", "#help", "#me waves", "#msg alice psst",
			"#msg nobody hi", "#nick", "#foo", "##bar", "", "   ", "\t", "x".repeat(2000), "e\u0301\u4f60\ud83d\ude00",
			"GET / HTTP/1.1", "a\u202eb", "#nick alice");

	/** The last ones are rooms that a visitor may make. */
	private static final List<String> ROOMS = List.of("lobby", "den", "attic", "#Den", "LOBBY", "v-room", "v-other");

	private static final List<String> ROOM_LINES = List.of("#rooms", "#who den", "#who nowhere", "#join",
			"#join no room", "#topic", "#topic fuzz", "#topic -", "#quiet", "#quiet on", "#quiet off", "#ignore",
			"#ignore dora", "#ignore alice", "#unignore dora", "#unignore nobody", "#format json", "#format text");

	private static final List<byte[]> JUNK = List.of(new byte[] { (byte) 255, (byte) 253, 1 },
			new byte[] { (byte) 255, (byte) 246 }, new byte[] { (byte) 255, (byte) 250, 31, 0, 80 },
			new byte[] { (byte) 255, (byte) 240 }, new byte[] { 0, 0, 0 }, new byte[] { (byte) 0xc3 },
			new byte[] { 0x16, 3, 1, 2, 0, 1 }, new byte[] { 8, 127, 27, '[', '2', 'J' }, new byte[] { '\r', 0, '\r' });

	private final int port;

	private final int number;

	private final Random random;

	private final int most;

	private int visits;

	/**
	 * Creates a visitor.
	 * @param number is in its names, so that no two visitors want the same
	 * @param most how often it comes
	 */
	FuzzVisitor(int port, int number, long seed, int most) {
		this.port = port;
		this.number = number;
		this.random = new Random(seed);
		this.most = most;
	}

	@Override
	public void run() {
		while (this.visits < this.most) {
			this.visits++;
			try (TestClient client = TestClient.connect(this.port, this.random.nextInt(4) == 0 ? 4096 : 0)) {
				visit(client);
			}
			catch (UncheckedIOException ex) {
				// hung up on, as some of what it does deserves
				LockSupport.parkNanos(1);
			}
		}
	}

	private void visit(TestClient client) {
		if (this.random.nextInt(8) > 0) {
			client.say(name());
		}
		boolean reads = this.random.nextInt(4) > 0;
		int steps = this.random.nextInt(30);
		for (int i = 0; i < steps; i++) {
			step(client);
			if (reads) {
				client.readAvailable();
			}
		}
		leave(client);
	}

	private void step(TestClient client) {
		switch (this.random.nextInt(14)) {
			case 0 -> client.send(JUNK.get(this.random.nextInt(JUNK.size())));
			case 1 -> client.send("half a li");
			case 2 -> client.say("#nick " + name());
			case 3 -> LockSupport.parkNanos(this.random.nextInt(20_000_000));
			case 4 -> {
				byte[] bytes = new byte[this.random.nextInt(300)];
				this.random.nextBytes(bytes);
				client.send(bytes);
			}
			case 5 -> client.send("pasted\n".repeat(this.random.nextInt(30)));
			case 6, 7 -> client.say("#join " + ROOMS.get(this.random.nextInt(ROOMS.size())));
			case 8, 9 -> client.say(ROOM_LINES.get(this.random.nextInt(ROOM_LINES.size())));
			default -> client.say(LINES.get(this.random.nextInt(LINES.size())));
		}
	}

	private void leave(TestClient client) {
		switch (this.random.nextInt(4)) {
			case 0 -> client.reset();
			case 1 -> client.finish();
			case 2 -> client.say("#quit").readAvailable();
			default -> {
				// closed with what it has not read, which resets it
			}
		}
	}

	private String name() {
		return "v" + this.number + "-" + this.visits + "-" + this.random.nextInt(3);
	}

}
