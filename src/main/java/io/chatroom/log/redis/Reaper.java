package io.chatroom.log.redis;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

import io.lettuce.core.MapScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Lets the clients of a dead node leave: fences it in each of its rooms, appends one
 * leave for each client, frees the names after that, and forgets the node. Any node may
 * do any of the steps, also again. All methods wait for the engine, and throw an
 * {@link EngineException} if it does not answer. Any thread.
 */
public final class Reaper {

	private static final Logger logger = LoggerFactory.getLogger(Reaper.class);

	private static final Script DEAD = Script.read("dead");

	private static final Script FENCE = Script.read("fence");

	private static final Script LEAVE = Script.read("leave");

	private static final Script RELEASE = Script.read("release");

	private static final Script FORGET = Script.read("forget");

	private static final JsonFactory JSON = new JsonFactory();

	/** Of the events of an entry. */
	private static final String VERSION = "1";

	private static final int MOST_LEAVES = 256;

	private final EngineConnection engine;

	private final Keys keys;

	private final LongAdder ghosts = new LongAdder();

	/**
	 * Creates a reaper.
	 */
	public Reaper(EngineConnection engine, Keys keys) {
		this.engine = engine;
		this.keys = keys;
	}

	/**
	 * Returns how many clients of dead nodes this node has let leave.
	 */
	public long ghosts() {
		return this.ghosts.sum();
	}

	/**
	 * Reaps a node.
	 * @param name its name
	 * @param force whether its lease does not matter, since its process has ended
	 * @return false if it lives
	 */
	boolean reap(String name, boolean force) {
		List<Object> found = this.engine.callScript(DEAD,
				List.of(this.keys.shared("lease"), this.keys.shared("inc"), this.keys.shared("dead")),
				List.of(name, force ? "yes" : "no"));
		return switch (String.valueOf(found.getFirst())) {
			case "ALIVE" -> false;
			case "FORGOTTEN" -> true;
			default -> {
				reap(new Node(name, (Long) found.get(1)));
				yield true;
			}
		};
	}

	private void reap(Node dead) {
		int left = 0;
		Set<String> rooms = this.engine
			.<Set<String>>call((commands) -> commands.smembers(this.keys.shared("rooms:" + dead.name())));
		for (String room : rooms) {
			left += leave(dead, room);
		}
		// not before the fences: else somebody could have the name of one who still
		// speaks
		free(dead.client(""));
		this.engine.callScript(FORGET,
				List.of(this.keys.shared("lease"), this.keys.shared("inc"), this.keys.shared("dead"),
						this.keys.shared("rooms:" + dead.name()), this.keys.shared("inbox:" + dead.name())),
				List.of(dead.name(), String.valueOf(dead.incarnation())));
		logger.info("Node {} is gone; {} of its clients have left {} rooms", dead.client("").replaceAll("\\.$", ""),
				left, rooms.size());
	}

	private int leave(Node dead, String room) {
		int left = 0;
		List<Ghost> here = fence(dead, room);
		while (!here.isEmpty()) {
			List<Ghost> some = here.subList(0, Math.min(MOST_LEAVES, here.size()));
			List<String> arguments = new ArrayList<>(
					List.of(dead.name(), String.valueOf(dead.incarnation()), VERSION, leaves(some)));
			some.forEach((ghost) -> arguments.add(ghost.client()));
			List<Object> done = this.engine.callScript(LEAVE,
					List.of(this.keys.log(room), this.keys.meta(room), this.keys.here(room)), arguments);
			if (done.getFirst().equals("OK")) {
				left += some.size();
				this.ghosts.add(some.size());
			}
			here = fence(dead, room);
		}
		return left;
	}

	private List<Ghost> fence(Node dead, String room) {
		List<Object> here = this.engine.callScript(FENCE, List.of(this.keys.meta(room), this.keys.here(room)),
				List.of(dead.name(), String.valueOf(dead.incarnation())));
		List<Ghost> ghosts = new ArrayList<>();
		for (int i = 0; i < here.size(); i += 2) {
			String[] words = String.valueOf(here.get(i + 1)).split(" ", 4);
			ghosts.add(new Ghost(String.valueOf(here.get(i)), words[2], Long.parseLong(words[0])));
		}
		ghosts.sort(Comparator.comparingLong(Ghost::place));
		return ghosts;
	}

	private static String leaves(List<Ghost> ghosts) {
		StringWriter text = new StringWriter();
		try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
			json.writeStartArray();
			for (Ghost ghost : ghosts) {
				json.writeStartArray();
				json.writeString(ghost.client());
				json.writeString("left");
				json.writeString(ghost.name());
				json.writeEndArray();
			}
			json.writeEndArray();
		}
		return text.toString();
	}

	/**
	 * Frees the names of all clients whose id begins with a text.
	 */
	private void free(String prefix) {
		String names = this.keys.shared("names");
		ScanCursor cursor = ScanCursor.INITIAL;
		while (!cursor.isFinished()) {
			ScanCursor from = cursor;
			MapScanCursor<String, String> found = this.engine.<MapScanCursor<String, String>>call(
					(commands) -> commands.hscan(names, from, ScanArgs.Builder.limit(1000)));
			List<String> arguments = new ArrayList<>();
			found.getMap().forEach((name, client) -> {
				if (client.startsWith(prefix)) {
					arguments.addAll(List.of(name, client));
				}
			});
			if (!arguments.isEmpty()) {
				this.engine.callScript(RELEASE, List.of(names), arguments);
			}
			cursor = found;
		}
	}

	/**
	 * A client of a dead node that is in a room.
	 *
	 * @param client its id
	 * @param name its name
	 * @param place the number of its join
	 */
	private record Ghost(String client, String name, long place) {
	}

}
