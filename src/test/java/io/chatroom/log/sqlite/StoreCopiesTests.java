package io.chatroom.log.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.chatroom.chat.Entry;
import io.chatroom.chat.KeptRoom;
import io.chatroom.protocol.JsonLines;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Said;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

/**
 * Copies of what is kept.
 */
class StoreCopiesTests {

	private static final int SAID = 500;

	@TempDir
	Path files;

	private final List<Entry> entries = new CopyOnWriteArrayList<>();

	private Instant now = Instant.parse("2026-11-26T11:04:38Z");

	private SqliteRoomLog log;

	private KeptRoom lobby;

	@BeforeEach
	void open() throws Exception {
		this.log = open("data");
		this.lobby = this.log.find("lobby", List.of("lobby"));
		this.log.open(this.lobby, List.of("lobby"), this.entries::addAll);
		this.log.append("lobby", "c1", new Joined("alice", "192.0.2.1"), 0);
		say("lobby", SAID);
	}

	@AfterEach
	void close() {
		this.log.close();
	}

	private SqliteRoomLog open(String directory) throws StoreException {
		return SqliteRoomLog.open(new StoreSettings(this.files.resolve(directory), Sync.NORMAL, 1000, 1_000_000,
				Duration.ofDays(30), 1_000_000_000), () -> UUID.randomUUID().toString(), () -> this.now, "boot 1");
	}

	private void say(String room, int lines) {
		int before = this.entries.size();
		for (int i = 0; i < lines; i++) {
			this.log.append(room, "c1", new Said("alice", "line " + i), 0);
		}
		await().until(() -> this.entries.size() >= before + lines);
	}

	private List<String> backups() throws IOException {
		try (Stream<Path> tree = Files.list(this.files.resolve("data/backup"))) {
			return tree.map((file) -> String.valueOf(file.getFileName())).sorted().toList();
		}
	}

	@Test
	void makesBackupThatBeginsNewNumberings() throws Exception {
		Backup backup = this.log.copies().backup();
		say("lobby", 10);
		Path file = this.files.resolve("data/backup/chat-20261126T110438Z.db");
		assertThat(backup).isEqualTo(new Backup("chat-20261126T110438Z.db", Files.size(file)));
		assertThat(backups()).containsExactly(backup.name());
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
		Files.createDirectory(this.files.resolve("restored"));
		Files.copy(file, this.files.resolve("restored/chat.db"));
		try (SqliteRoomLog restored = open("restored")) {
			KeptRoom kept = restored.find("lobby", List.of("lobby"));
			assertThat(kept.entries()).extracting(Entry::stamped)
				.isEqualTo(this.entries.stream().limit(SAID + 1).map(Entry::stamped).toList());
			assertThat(kept.members()).hasSize(1);
			assertThat(kept.epoch()).isNotEqualTo(this.lobby.epoch());
			assertThat(this.log.named(this.lobby.epoch())).isEqualTo("lobby");
		}
		String epoch;
		try (SqliteRoomLog again = open("restored")) {
			epoch = again.find("lobby", List.of("lobby")).epoch();
		}
		try (SqliteRoomLog again = open("restored")) {
			assertThat(again.find("lobby", List.of("lobby")).epoch()).as("once").isEqualTo(epoch);
		}
	}

	@Test
	void leavesNoHalfFile() throws Exception {
		this.log.copies().backup();
		assertThatIOException().isThrownBy(() -> this.log.copies().backup()).withMessageContaining("exists already");
		Files.createFile(this.files.resolve("data/backup/chat-20261126T110500Z.db.part"));
		this.now = this.now.plusSeconds(1);
		this.log.copies().backup();
		assertThat(backups()).containsExactly("chat-20261126T110438Z.db", "chat-20261126T110439Z.db");
	}

	@Test
	void saysWhyThereIsNoBackup() throws Exception {
		Files.createFile(this.files.resolve("data/backup"));
		assertThatIOException().isThrownBy(() -> this.log.copies().backup())
			.withMessage(this.files.resolve("data/backup") + " is not a directory.");
	}

	@Test
	void exportsAllRoomsAsTheyAre() throws Exception {
		this.log.open(this.log.find("Games", List.of("games")), List.of("games"), this.entries::addAll);
		say("Games", 3);
		List<String> expected = Stream.of("Games", "lobby")
			.flatMap((room) -> this.entries.stream().filter((entry) -> entry.stamped().room().equals(room)))
			.map((entry) -> JsonLines.of(entry.stamped()))
			.toList();
		assertThat(export(null, true)).isEqualTo(expected);
		assertThat(export("LOBBY", true)).isEqualTo(expected.subList(3, expected.size()));
		assertThat(export("lobby", false)).first()
			.isEqualTo(expected.get(3).replace(",\"address\":\"192.0.2.1\"", ""))
			.isNotEqualTo(expected.get(3));
		assertThat(this.log.copies().export("chess", true)).isNull();
	}

	@Test
	void exportsWhatThereWasWhenItBegan() throws Exception {
		try (InputStream events = Objects.requireNonNull(this.log.copies().export("lobby", true))) {
			say("lobby", 10);
			assertThat(lines(events)).hasSize(SAID + 1).last().asString().contains("\"seq\":501");
		}
	}

	private List<String> export(@Nullable String room, boolean addresses) throws IOException {
		try (InputStream events = Objects.requireNonNull(this.log.copies().export(room, addresses))) {
			return lines(events);
		}
	}

	private static List<String> lines(InputStream events) throws IOException {
		String text = new String(events.readAllBytes(), StandardCharsets.UTF_8);
		assertThat(text).endsWith("}\n");
		return text.lines().toList();
	}

}
