package io.chatroom.log.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import io.chatroom.chat.Entry;
import io.chatroom.chat.KeptRoom;
import io.chatroom.chat.Member;
import io.chatroom.chat.RoomListener;
import io.chatroom.chat.RoomLog;
import io.chatroom.chat.RoomLogException;
import io.chatroom.log.RoomLogContract;
import io.chatroom.protocol.Deed;
import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Announced;
import io.chatroom.protocol.RoomEvent.Emoted;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.RoomEvent.Moved;
import io.chatroom.protocol.RoomEvent.Removed;
import io.chatroom.protocol.RoomEvent.Renamed;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.RoomEvent.TopicSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/**
 * The log in a database. A copy of the files of an open one is what a killed process
 * leaves.
 */
class SqliteRoomLogTests extends RoomLogContract {

	private static final String BOOT = "boot 1";

	private static final int MAX_BYTES = 400_000;

	@TempDir
	Path files;

	private final List<SqliteRoomLog> opened = new ArrayList<>();

	private final List<Entry> entries = new CopyOnWriteArrayList<>();

	private int copies;

	private volatile Instant now = Instant.parse("2026-01-31T12:00:00.123Z");

	@Override
	protected RoomLog log() {
		return open("data");
	}

	private SqliteRoomLog open(String directory) {
		return open(directory, Sync.NORMAL, BOOT);
	}

	private SqliteRoomLog open(String directory, Sync sync, String boot) {
		try {
			return tryToOpen(directory, sync, boot);
		}
		catch (StoreException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private SqliteRoomLog tryToOpen(String directory, Sync sync, String boot) throws StoreException {
		StoreSettings settings = new StoreSettings(this.files.resolve(directory), sync, 100, 10_000,
				Duration.ofDays(30), MAX_BYTES);
		SqliteRoomLog log = SqliteRoomLog.open(settings, () -> UUID.randomUUID().toString(), () -> this.now, boot);
		this.opened.add(log);
		return log;
	}

	@AfterEach
	void closeAll() {
		this.opened.forEach(SqliteRoomLog::close);
	}

	private void say(RoomLog log, String room, String text) {
		propose(log, room, "c1", new Said("alice", text));
	}

	/**
	 * Proposes an event, and waits until it is handed over.
	 */
	private void propose(RoomLog log, String room, @Nullable String client, RoomEvent event) {
		int before = this.entries.size();
		log.append(room, client, event, 0);
		await().until(() -> this.entries.size() == before + 1);
	}

	private String copy(String directory) {
		Path copy = this.files.resolve("copy " + ++this.copies);
		try (Stream<Path> tree = Files.list(this.files.resolve(directory))) {
			Files.createDirectory(copy);
			for (Path file : tree.toList()) {
				Files.copy(file, copy.resolve(file.getFileName()));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return copy.getFileName().toString();
	}

	private void sql(String directory, String sql) throws SQLException {
		try (Connection connection = DriverManager
			.getConnection("jdbc:sqlite:" + this.files.resolve(directory).resolve("chat.db"));
				Statement statement = connection.createStatement()) {
			statement.executeUpdate(sql);
		}
	}

	@Test
	void keepsAllEventsExactly() {
		List<RoomEvent> events = List.of(new Joined("alice", "203.0.113.7"), new Joined("bob", null, "games"),
				new Said("alice", "a\tb \ud83d\ude00 ' \" \\ e\u0301"), new Emoted("alice", "waves"),
				new Renamed("alice", "ally"), new TopicSet("ally", ""), new Announced("hi"), new Moved("bob", "games"),
				new Left("ally"));
		SqliteRoomLog log = open("data");
		KeptRoom before = open(log, "games", this.entries::addAll);
		for (RoomEvent event : events) {
			propose(log, "games", (event instanceof Announced) ? null : "c1", event);
		}
		log.close();
		KeptRoom kept = open("data").find("games", List.of("games"));
		assertThat(kept.entries()).extracting(Entry::event).containsExactlyElementsOf(events);
		assertThat(kept.entries()).extracting(Entry::stamped)
			.containsExactlyElementsOf(this.entries.stream().map(Entry::stamped).toList());
		assertThat(kept.entries()).extracting(Entry::client)
			.containsExactly("1.c1", "1.c1", "1.c1", "1.c1", "1.c1", "1.c1", null, "1.c1", "1.c1");
		assertThat(kept.epoch()).isEqualTo(before.epoch());
		assertThat(kept.last()).isEqualTo(9);
	}

	@Test
	void continuesAfterKill() {
		SqliteRoomLog log = open("data");
		KeptRoom before = open(log, "lobby", this.entries::addAll);
		propose(log, "lobby", "c1", new Joined("alice", "192.0.2.1"));
		propose(log, "lobby", "c2", new Joined("bob", "192.0.2.2"));
		propose(log, "lobby", "c3", new Joined("carol", "192.0.2.3"));
		propose(log, "lobby", "c2", new Left("bob"));
		propose(log, "lobby", "c1", new Renamed("alice", "ally"));
		propose(log, "lobby", "c1", new TopicSet("ally", "All about it"));
		SqliteRoomLog next = open(copy("data"));
		assertThat(next.rooms(10)).containsExactly("lobby");
		assertThat(next.named(before.epoch())).isEqualTo("lobby");
		KeptRoom kept = open(next, "lobby", this.entries::addAll);
		assertThat(kept.epoch()).isEqualTo(before.epoch());
		assertThat(kept.topic()).isEqualTo("All about it");
		assertThat(kept.maker()).isEqualTo("ally");
		assertThat(kept.members()).containsExactly(
				new Member("lobby", "1.c1", "ally", "192.0.2.1", this.entries.get(0).stamped().at()),
				new Member("lobby", "1.c3", "carol", "192.0.2.3", this.entries.get(2).stamped().at()));
		say(next, "lobby", "again");
		assertThat(this.entries.getLast().seq()).isEqualTo(7);
	}

	@Test
	void tellsClientsOfEarlierProcessesApart() {
		SqliteRoomLog log = open("data");
		open(log, "lobby", this.entries::addAll);
		propose(log, "lobby", "c1", new Joined("alice", null));
		log.close();
		for (int start = 1; start <= 3; start++) {
			SqliteRoomLog next = open("data");
			Member before = open(next, "lobby", this.entries::addAll).members().getFirst();
			assertThat(before.client()).isEqualTo(start + ".c1");
			propose(next, "lobby", "c1", new Joined("bob", null));
			propose(next, "lobby", before.client(), new Left(before.name()));
			assertThat(next.read("lobby", 0, 1)).extracting(Entry::client).containsExactly("1.c1");
			assertThat(next.find("lobby", List.of("lobby")).members()).extracting(Member::client).containsExactly("c1");
			next.close();
		}
	}

	@Test
	void givesRoomToWhoEntersFirst() {
		SqliteRoomLog log = open("data");
		open(log, "games", this.entries::addAll);
		propose(log, "games", "c1", new Joined("alice", null));
		propose(log, "games", "c2", new Joined("bob", null));
		propose(log, "games", "c1", new Left("alice"));
		propose(log, "games", "c2", new Left("bob"));
		assertThat(log.find("games", List.of("games")).maker()).isEqualTo("alice");
		propose(log, "games", "c3", new Joined("carol", null));
		assertThat(log.find("games", List.of("games")).maker()).isEqualTo("carol");
	}

	@Test
	void handsOverWhatIsCommitted() {
		SqliteRoomLog log = open("data");
		List<Integer> stored = new CopyOnWriteArrayList<>();
		open(log, "lobby", (batch) -> {
			stored.add(count("data"));
			this.entries.addAll(batch);
		});
		say(log, "lobby", "one");
		say(log, "lobby", "two");
		assertThat(stored).containsExactly(1, 2);
	}

	/**
	 * Counts the events that are kept.
	 */
	private int count(String directory) {
		return number(directory, "select coalesce(sum(json_array_length(events)), 0) from piece");
	}

	private int number(String directory, String query) {
		try (Connection connection = DriverManager
			.getConnection("jdbc:sqlite:" + this.files.resolve(directory).resolve("chat.db"));
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(query)) {
			return row.getInt(1);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void readsWhatAnOlderVersionStored() throws Exception {
		OldDatabase.make(this.files.resolve("data"), 3,
				"insert into room (id, name, epoch, last, used) values (1, 'lobby', 'e', 8, 5)",
				"insert into room_key (name_key, room) values ('lobby', 1)",
				"insert into event (room, seq, at, client, kind, who, what, origin)"
						+ " values (1, 7, 4000, null, 'announced', '', 'hi', null)",
				"insert into event (room, seq, at, client, kind, who, what, origin)"
						+ " values (1, 8, 5000, '0.c1', 'removed', 'bob', 'spam', 'op')");
		SqliteRoomLog log = open("data");
		KeptRoom lobby = log.find("lobby", List.of("lobby"));
		assertThat(lobby.last()).isEqualTo(8);
		assertThat(lobby.entries()).extracting(Entry::seq, (entry) -> entry.stamped().at(), Entry::client, Entry::event)
			.containsExactly(tuple(7L, Instant.ofEpochSecond(4), null, new Announced("hi")),
					tuple(8L, Instant.ofEpochSecond(5), "0.c1", new Removed("bob", "op", "spam")));
		log.open(lobby, List.of("lobby"), this.entries::addAll);
		say(log, "lobby", "on");
		assertThat(this.entries).extracting(Entry::seq).containsExactly(9L);
	}

	@Test
	void storesWhatComesAloneBeforeItReturns() {
		SqliteRoomLog log = open("data");
		open(log, "lobby", this.entries::addAll);
		log.append("lobby", "c1", new Said("alice", "one"), 0);
		log.append("lobby", "c1", new Said("alice", "two"), 0);
		assertThat(this.entries).extracting(Entry::seq).containsExactly(1L, 2L);
	}

	@Test
	void leavesCommitsThatWaitForTheDiskToItsThread() {
		SqliteRoomLog log = open("data", Sync.FULL, BOOT);
		List<String> threads = new CopyOnWriteArrayList<>();
		open(log, "lobby", (batch) -> threads.add(Thread.currentThread().getName()));
		log.append("lobby", "c1", new Said("alice", "one"), 0);
		await().until(() -> threads.equals(List.of("chat-log")));
	}

	@Test
	void storesTogetherWhatCameMeanwhile() throws Exception {
		SqliteRoomLog log = open("data");
		CountDownLatch goOn = new CountDownLatch(1);
		List<Integer> batches = new CopyOnWriteArrayList<>();
		open(log, "lobby", (batch) -> {
			batches.add(batch.size());
			awaitUninterruptibly(goOn);
		});
		Thread first = Thread.ofVirtual().start(() -> log.append("lobby", "c1", new Said("alice", "one"), 0));
		await().until(() -> batches.size() == 1);
		for (int i = 0; i < 30; i++) {
			log.append("lobby", "c1", new Said("alice", "more"), 0);
		}
		goOn.countDown();
		first.join();
		await().until(() -> batches.equals(List.of(1, 30)));
		assertThat(number("data", "select count(*) from piece")).isEqualTo(2);
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Someone who read a part of what was stored together reads the rest.
	 */
	@Test
	void readsFromAnyNumberOn() throws Exception {
		SqliteRoomLog log = open("data");
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		open(log, "lobby", (batch) -> {
			begun.countDown();
			awaitUninterruptibly(goOn);
			this.entries.addAll(batch);
		});
		List<RoomEvent> events = List.of(new Said("alice", "\"'\\ \u00e4\ud83d\ude00\u2028\t"),
				new Joined("bob", "192.0.2.1"), new Joined("bob", "192.0.2.1", "games"), new Emoted("bob", "waves"),
				new Renamed("bob", "rob"), new Announced(""), new TopicSet("rob", ""), new Moved("rob", "games"),
				new Removed("eve", "op", "spam"), new Left("alice"));
		Thread first = Thread.ofVirtual().start(() -> log.append("lobby", null, events.getFirst(), 0));
		begun.await();
		events.stream().skip(1).forEach((event) -> log.append("lobby", "c2", event, 0));
		goOn.countDown();
		first.join();
		await().until(() -> this.entries.size() == events.size());
		for (int after = 0; after < events.size(); after++) {
			for (int most = 1; most < events.size(); most++) {
				List<RoomEvent> expected = events.stream().skip(after).limit(most).toList();
				assertThat(log.read("lobby", after, most)).extracting(Entry::event).isEqualTo(expected);
			}
		}
		assertThat(log.read("lobby", 0, 100)).extracting(Entry::seq, Entry::client)
			.isEqualTo(this.entries.stream().map((entry) -> tuple(entry.seq(), entry.client())).toList());
	}

	@Test
	void findsRoomByAnyOfItsKeys() {
		SqliteRoomLog log = open("data");
		KeptRoom games = log.find("Games", List.of("games", "GAMES"));
		log.open(games, List.of("games", "GAMES"), this.entries::addAll);
		say(log, "Games", "hi");
		log.close("Games");
		assertThat(log.find("games", List.of("other", "GAMES")).name()).isEqualTo("Games");
		KeptRoom chess = log.find("chess", List.of("chess"));
		assertThat(chess).isEqualTo(KeptRoom.none("chess", chess.epoch()));
	}

	@Test
	void handsOverLatestEntriesOnly() {
		SqliteRoomLog log = open("data");
		open(log, "lobby", this.entries::addAll);
		for (int i = 1; i <= 120; i++) {
			log.append("lobby", null, new Said("alice", String.valueOf(i)), 0);
		}
		await().until(() -> this.entries.size() == 120);
		assertThat(log.find("lobby", List.of("lobby")).entries()).hasSize(100)
			.first()
			.extracting(Entry::seq)
			.isEqualTo(21L);
		say(log, "lobby", "x".repeat(6000));
		assertThat(log.find("lobby", List.of("lobby")).entries()).hasSize(1);
	}

	@Test
	void makesThreadsWaitWhileMuchIsProposed() throws Exception {
		SqliteRoomLog log = open("data");
		CountDownLatch isSlow = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		RoomListener slow = (batch) -> {
			try {
				isSlow.countDown();
				goOn.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			this.entries.addAll(batch);
		};
		open(log, "lobby", slow);
		// a thread that stores its own line does not wait for a place
		Thread first = Thread.ofVirtual().start(() -> log.append("lobby", null, new Said("alice", "first"), 0));
		isSlow.await();
		int lines = 10_000;
		Thread sender = Thread.ofVirtual().start(() -> {
			for (int i = 0; i < lines; i++) {
				log.append("lobby", null, new Said("alice", "hi"), 0);
			}
		});
		await().until(() -> sender.getState() == Thread.State.WAITING);
		log.append("lobby", "c1", new Left("bob"), 0);
		goOn.countDown();
		first.join();
		sender.join();
		await().until(() -> this.entries.size() == lines + 2);
		assertThat(log.waitedNanos()).isPositive();
	}

	@Test
	void refusesLinesAndLetsOthersWaitWhileNothingCanBeStored() throws Exception {
		SqliteRoomLog log = open("data");
		List<String> refused = new CopyOnWriteArrayList<>();
		List<Entry> ordered = this.entries;
		open(log, "lobby", new RoomListener() {

			@Override
			public void ordered(List<Entry> batch) {
				ordered.addAll(batch);
			}

			@Override
			public void refused(String client) {
				refused.add(client);
			}

		});
		say(log, "lobby", "one");
		sql("data", "alter table piece rename to away");
		log.append("lobby", "c1", new Said("alice", "two"), 0);
		await().until(() -> !refused.isEmpty());
		assertThat(log.isStoring()).isFalse();
		log.append("lobby", "c2", new Left("bob"), 0);
		log.append("lobby", "c3", new Said("carol", "three"), 0);
		await().until(() -> refused.equals(List.of("c1", "c3")));
		sql("data", "alter table away rename to piece");
		await().until(() -> log.isStoring() && this.entries.size() == 2);
		say(log, "lobby", "four");
		assertThat(this.entries).extracting(Entry::event)
			.containsExactly(new Said("alice", "one"), new Left("bob"), new Said("alice", "four"));
		assertThat(this.entries).extracting(Entry::seq).containsExactly(1L, 2L, 3L);
		assertThat(count("data")).isEqualTo(3);
	}

	@Test
	void findsOutByItselfThatItCanStoreAgain() throws Exception {
		SqliteRoomLog log = open("data");
		open(log, "lobby", this.entries::addAll);
		sql("data", "alter table piece rename to away");
		sql("data", "alter table space rename to closed");
		log.append("lobby", "c1", new Said("alice", "one"), 0);
		await().until(() -> !log.isStoring());
		sql("data", "alter table away rename to piece");
		sql("data", "alter table closed rename to space");
		await().until(log::isStoring);
		assertThat(this.entries).isEmpty();
	}

	@Test
	void beginsNewNumberingIfEntriesMayBeLost() {
		SqliteRoomLog log = open("data");
		String epoch = open(log, "lobby", this.entries::addAll).epoch();
		say(log, "lobby", "one");
		assertThat(epoch(copy("data"), Sync.NORMAL, "boot 2")).as("power failure").isNotEqualTo(epoch);
		assertThat(epoch(copy("data"), Sync.NORMAL, BOOT)).as("kill").isEqualTo(epoch);
		assertThat(epoch(copy("data"), Sync.NORMAL, "")).as("kill or power failure").isNotEqualTo(epoch);
		log.close();
		assertThat(epoch("data", Sync.NORMAL, "boot 2")).as("clean stop").isEqualTo(epoch);
		SqliteRoomLog full = open("data", Sync.FULL, BOOT);
		full.open(full.find("lobby", List.of("lobby")), List.of("lobby"), this.entries::addAll);
		say(full, "lobby", "two");
		assertThat(epoch(copy("data"), Sync.NORMAL, "boot 2")).as("nothing is lost").isEqualTo(epoch);
	}

	/**
	 * What is behind a file's synced part is lost in a power failure.
	 */
	@Test
	void losesLastLinesAndNoDeedInPowerFailure() throws Exception {
		SqliteRoomLog log = open("data");
		String epoch = open(log, "lobby", this.entries::addAll).epoch();
		say(log, "lobby", "one");
		log.records().add(new Deed(this.now, "op", Deed.Action.KICK, "bob", null, "spam"));
		long synced = Files.size(this.files.resolve("data/chat.db-wal"));
		say(log, "lobby", "two");
		String copy = copy("data");
		try (FileChannel file = FileChannel.open(this.files.resolve(copy).resolve("chat.db-wal"),
				StandardOpenOption.WRITE)) {
			assertThat(file.size()).isGreaterThan(synced);
			file.truncate(synced);
		}
		SqliteRoomLog next = open(copy, Sync.NORMAL, "boot 2");
		KeptRoom lobby = next.find("lobby", List.of("lobby"));
		assertThat(lobby.entries()).extracting(Entry::event).containsExactly(new Said("alice", "one"));
		assertThat(lobby.last()).isOne();
		assertThat(lobby.epoch()).isNotEqualTo(epoch);
		assertThat(next.records().deeds(10)).hasSize(1);
	}

	private String epoch(String directory, Sync sync, String boot) {
		try (SqliteRoomLog log = open(directory, sync, boot)) {
			return log.find("lobby", List.of("lobby")).epoch();
		}
	}

	@Test
	void stopsWhileReadsHang() throws Exception {
		SqliteRoomLog log = open("data");
		open(log, "lobby", this.entries::addAll);
		sql("data", "alter table piece rename to away");
		sql("data", "create view piece as with recursive n (i) as (select 1 union all select i + 1 from n)"
				+ " select i as last, 0 as at, '' as events, i as room from n where i < 0");
		List<Thread> readers = new ArrayList<>();
		List<Throwable> failures = new CopyOnWriteArrayList<>();
		for (int i = 0; i < 400; i++) {
			readers.add(Thread.ofVirtual()
				.uncaughtExceptionHandler((thread, failure) -> failures.add(failure))
				.start(() -> log.read("lobby", 0, 1)));
		}
		await().until(() -> readers.stream().allMatch((reader) -> reader.getState() == Thread.State.WAITING));
		log.close();
		for (Thread reader : readers) {
			reader.join();
		}
		assertThatExceptionOfType(RoomLogException.class).isThrownBy(() -> log.read("lobby", 0, 1));
		assertThat(failures).hasSize(400).hasOnlyElementsOfType(RoomLogException.class);
	}

	@Test
	void deletesWhatIsTooOld() {
		SqliteRoomLog log = open("data");
		String epoch = open(log, "lobby", this.entries::addAll).epoch();
		open(log, "games", this.entries::addAll);
		open(log, "chess", this.entries::addAll);
		say(log, "lobby", "one");
		say(log, "games", "one");
		propose(log, "chess", "c1", new TopicSet("alice", "e4"));
		log.close("games");
		log.close("chess");
		this.now = this.now.plus(Duration.ofDays(29));
		say(log, "lobby", "two");
		log.trim();
		assertThat(count("data")).isEqualTo(4);
		this.now = this.now.plus(Duration.ofDays(2));
		log.trim();
		assertThat(count("data")).isOne();
		assertThat(log.find("games", List.of("games")).last()).as("nothing is left").isZero();
		assertThat(log.find("chess", List.of("chess")).topic()).isEqualTo("e4");
		this.now = this.now.plus(Duration.ofDays(30));
		log.trim();
		assertThat(count("data")).isZero();
		say(log, "lobby", "three");
		KeptRoom lobby = log.find("lobby", List.of("lobby"));
		assertThat(lobby.epoch()).isEqualTo(epoch);
		assertThat(lobby.entries()).extracting(Entry::seq).containsExactly(3L);
	}

	@Test
	void deletesWhatIsTooMuch() {
		SqliteRoomLog log = open("data");
		open(log, "lobby", this.entries::addAll);
		String text = "x".repeat(100);
		for (int i = 0; i < 6000; i++) {
			log.append("lobby", "c1", new Said("alice", text), 0);
		}
		await().until(() -> this.entries.size() == 6000);
		log.trim();
		assertThat(count("data")).isBetween(500, 4000);
		KeptRoom lobby = log.find("lobby", List.of("lobby"));
		assertThat(lobby.last()).isEqualTo(6000);
		assertThat(lobby.entries()).last().extracting(Entry::seq).isEqualTo(6000L);
		int pages = number("data", "select page_count from pragma_page_count()");
		for (int i = 0; i < 1000; i++) {
			log.append("lobby", "c1", new Said("alice", text), 0);
		}
		await().until(() -> this.entries.size() == 7000);
		assertThat(number("data", "select page_count from pragma_page_count()")).as("free pages are used")
			.isEqualTo(pages);
	}

	@Test
	void letsNobodyElseReadIt() throws Exception {
		say(openLobby(open("data")), "lobby", "secret");
		try (Stream<Path> tree = Files.list(this.files.resolve("data"))) {
			assertThat(tree.filter((file) -> file.toString().contains("chat.db"))).hasSize(3)
				.allSatisfy((file) -> assertThat(Files.getPosixFilePermissions(file))
					.isEqualTo(PosixFilePermissions.fromString("rw-------")));
		}
	}

	private RoomLog openLobby(RoomLog log) {
		open(log, "lobby", this.entries::addAll);
		return log;
	}

	@Test
	void isOfOneProcess() {
		open("data");
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> tryToOpen("data", Sync.NORMAL, BOOT))
			.withMessage("is used by another process. Stop it, or choose another directory");
	}

	@Test
	void leavesDatabaseOfNewerVersion() throws Exception {
		open("data").close();
		sql("data", "pragma user_version = 99");
		isRefusedUntouched("newer version");
	}

	@Test
	void leavesDamagedDatabase() throws Exception {
		Files.createDirectory(this.files.resolve("data"));
		Files.writeString(this.files.resolve("data/chat.db"), "no database".repeat(1000));
		isRefusedUntouched("cannot be used");
	}

	private void isRefusedUntouched(String problem) throws IOException {
		Path file = this.files.resolve("data/chat.db");
		byte[] before = Files.readAllBytes(file);
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> tryToOpen("data", Sync.NORMAL, BOOT))
			.withMessageContaining(problem);
		assertThat(Files.readAllBytes(file)).isEqualTo(before);
	}

	@Test
	void refusesFileInPlaceOfDirectory() throws Exception {
		Files.createFile(this.files.resolve("data"));
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> tryToOpen("data", Sync.NORMAL, BOOT))
			.withMessageStartingWith("is not a directory. ");
	}

}
