package io.chatroom.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

import io.chatroom.protocol.JsonReader;
import io.chatroom.protocol.Replayed;
import io.chatroom.protocol.Reply.Bye;
import io.chatroom.protocol.Reply.LogAway;
import io.chatroom.protocol.Reply.LogBack;
import io.chatroom.protocol.Reply.Prompt;
import io.chatroom.protocol.Reply.Refused;
import io.chatroom.protocol.Reply.Renewed;
import io.chatroom.protocol.Reply.Welcome;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.ServerEvent;
import io.chatroom.protocol.Stamped;
import io.chatroom.protocol.TextLines;
import org.jspecify.annotations.Nullable;

/**
 * A member who says numbered lines, one after the other: the next when the last has come
 * back. When the connection ends it comes back on any node, resumes, and says again what
 * has not come back. It keeps all that it sees. A thread of its own.
 */
public final class ClusterMember implements AutoCloseable {

	private static final Duration SILENCE = Duration.ofSeconds(30);

	private final String name;

	private final List<IntSupplier> ports;

	private final Random random;

	private final Duration pause;

	/** By number, who said it if somebody did, and the text. */
	private final NavigableMap<Long, String> seen = new ConcurrentSkipListMap<>();

	/** What was said to this one alone. */
	private final List<ServerEvent> notices = new CopyOnWriteArrayList<>();

	private final List<String> faults = new CopyOnWriteArrayList<>();

	private final AtomicInteger said = new AtomicInteger();

	/** How many of its lines came back and were announced as lost. */
	private final AtomicInteger lost = new AtomicInteger();

	private volatile boolean closed;

	private volatile @Nullable Socket socket;

	private volatile int port;

	private @Nullable String epoch;

	private long seq;

	private volatile boolean isIn;

	/** The last line that came from a server. */
	private volatile String last = "";

	private final Thread thread;

	/**
	 * Connects, and begins to talk.
	 * @param ports the ports of the nodes, which may change
	 * @param seed decides where it connects
	 * @param pause between a line that has come back and the next
	 */
	public ClusterMember(String name, List<IntSupplier> ports, long seed, Duration pause) {
		this.name = name;
		this.ports = ports;
		this.random = new Random(seed);
		this.pause = pause;
		this.thread = Thread.ofVirtual().name(name).start(this::run);
	}

	/**
	 * Returns how many of its lines have come back.
	 */
	public int said() {
		return this.said.get();
	}

	/**
	 * Returns how many of these the server has announced as lost.
	 */
	public int lost() {
		return this.lost.get();
	}

	/**
	 * Returns the port to which it is connected, 0 if to none.
	 */
	public int port() {
		return this.port;
	}

	public String name() {
		return this.name;
	}

	/**
	 * Returns what happened, by number.
	 */
	public NavigableMap<Long, String> seen() {
		return this.seen;
	}

	/**
	 * Returns what the server told this one alone about itself and its log.
	 */
	public List<ServerEvent> notices() {
		return this.notices;
	}

	/**
	 * Returns what must not have happened.
	 */
	public List<String> faults() {
		return this.faults;
	}

	/**
	 * Returns what it sees, for a test that fails.
	 */
	@Override
	public String toString() {
		return this.name + " on port " + this.port + (this.isIn ? ", a member" : "") + ", has said " + this.said
				+ ", seen " + this.seen.size() + ", last event " + this.last + ", told " + this.notices + ", faults "
				+ this.faults;
	}

	private void run() {
		while (!this.closed) {
			try (Socket connected = new Socket()) {
				visit(connected);
			}
			catch (IOException ex) {
				// comes back
			}
			catch (ParseException ex) {
				this.faults.add("no JSON: " + ex.getMessage());
			}
			this.isIn = false;
			this.port = 0;
			pause(Duration.ofMillis(50));
		}
	}

	/**
	 * Lets time pass, as between the lines of a person.
	 */
	private static void pause(Duration time) {
		LockSupport.parkNanos(time.toNanos());
	}

	private void visit(Socket connected) throws IOException, ParseException {
		int to = this.ports.get(this.random.nextInt(this.ports.size())).getAsInt();
		if (to == 0) {
			return;
		}
		connected.setSoTimeout((int) SILENCE.toMillis());
		connected.setTcpNoDelay(true);
		connected.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), to), 1000);
		this.socket = connected;
		this.port = to;
		BufferedReader in = new BufferedReader(
				new InputStreamReader(connected.getInputStream(), StandardCharsets.UTF_8));
		in.readLine();
		send(connected, "#format json");
		if (this.epoch != null) {
			send(connected, "#resume " + this.seq + " " + this.epoch);
		}
		send(connected, this.name);
		for (String line = in.readLine(); line != null && !this.closed; line = in.readLine()) {
			this.last = line;
			// a goodbye may come before the format is changed
			ServerEvent event = line.startsWith("{") ? JsonReader.read(line) : null;
			if (event != null) {
				heard(connected, event);
			}
		}
	}

	private void heard(Socket connected, ServerEvent event) throws IOException {
		switch (event) {
			case Prompt prompt when this.epoch == null -> {
				this.epoch = prompt.epoch();
				this.seq = prompt.seq();
			}
			case Welcome welcome -> {
				if (this.epoch == null) {
					this.epoch = welcome.epoch();
					this.seq = welcome.seq();
				}
				if (!welcome.epoch().equals(this.epoch)) {
					this.faults.add("another epoch: " + welcome);
				}
				this.isIn = true;
				this.seq = Math.max(this.seq, welcome.seq());
				say(connected);
			}
			case Replayed(Stamped stamped) -> happened(connected, stamped);
			case Stamped stamped -> happened(connected, stamped);
			case Refused refused when refused.code().equals("taken") -> {
				// ten tries outlast a lease
				pause(Duration.ofMillis(700));
				send(connected, this.name);
			}
			case Refused refused when refused.code().equals("cannot-keep") -> {
				pause(Duration.ofMillis(200));
				send(connected, this.name);
			}
			case Refused refused when refused.code().equals("cannot-store") -> say(connected);
			// it would miss what happened meanwhile
			case Refused refused when refused.code().equals("cannot-read") -> throw new IOException(refused.text());
			case Refused refused when refused.code().equals("other-room") -> {
				// the room began anew while this one was not connected
				this.epoch = null;
				forget(this.seen);
			}
			case Refused refused -> this.faults.add(refused.toString());
			case Bye bye -> this.notices.add(bye);
			case LogAway away -> this.notices.add(away);
			case LogBack back -> this.notices.add(back);
			case Renewed renewed -> {
				this.notices.add(renewed);
				this.epoch = renewed.epoch();
				this.seq = renewed.seq();
				forget(this.seen.tailMap(renewed.seq(), false));
			}
			default -> {
				// a prompt after a reconnect
			}
		}
	}

	private void forget(NavigableMap<Long, String> gone) {
		this.lost.addAndGet((int) gone.values().stream().filter((text) -> text.startsWith(this.name + ": ")).count());
		gone.clear();
	}

	private void happened(Socket connected, Stamped stamped) throws IOException {
		String text = TextLines.of(stamped.event());
		String before = this.seen.put(stamped.seq(), text);
		if (before != null && !before.equals(text)) {
			this.faults.add(stamped.seq() + " was " + before + ", and is " + text);
		}
		this.seq = Math.max(this.seq, stamped.seq());
		if (stamped.event() instanceof Said(String from, String line) && from.equals(this.name)
				&& line.equals(line(this.said.get()))) {
			this.said.incrementAndGet();
			if (this.isIn) {
				pause(this.pause);
				say(connected);
			}
		}
	}

	private static String line(int number) {
		return "line " + number;
	}

	private void say(Socket connected) throws IOException {
		send(connected, line(this.said.get()));
	}

	private static void send(Socket connected, String line) throws IOException {
		connected.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Goes, without another word.
	 */
	@Override
	public void close() {
		this.closed = true;
		Socket last = this.socket;
		try {
			if (last != null) {
				last.close();
			}
			this.thread.join(Duration.ofSeconds(10));
		}
		catch (IOException ex) {
			// is gone
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Reads the room from its first event.
	 * @param port of a node
	 * @return each event as text, by number
	 */
	public static List<String> history(int port, String epoch) {
		List<String> events = new ArrayList<>();
		try (Socket connected = new Socket(InetAddress.getLoopbackAddress(), port)) {
			connected.setSoTimeout((int) SILENCE.toMillis());
			BufferedReader in = new BufferedReader(
					new InputStreamReader(connected.getInputStream(), StandardCharsets.UTF_8));
			in.readLine();
			send(connected, "#format json");
			send(connected, "#resume 0 " + epoch);
			send(connected, "reader" + System.nanoTime() % 1_000_000_000);
			for (String line = in.readLine(); line != null; line = in.readLine()) {
				switch (JsonReader.read(line)) {
					case Replayed(Stamped stamped) -> {
						if (stamped.seq() != events.size() + 1) {
							throw new AssertionError(stamped + " follows " + events.size());
						}
						events.add(TextLines.of(stamped.event()));
					}
					case Welcome welcome -> {
						return events;
					}
					case Refused refused -> throw new AssertionError(refused);
					case null, default -> {
						// the prompt
					}
				}
			}
			throw new AssertionError("The node has closed the connection");
		}
		catch (IOException | ParseException ex) {
			throw new AssertionError(ex);
		}
	}

	/**
	 * Returns the word that names the numbering of the room, null before it has joined.
	 */
	public @Nullable String epoch() {
		return this.epoch;
	}

}
