package io.chatroom;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Meters of the database.
 */
class StoreMeterTests {

	@TempDir
	Path data;

	@Test
	void measureEachBatchAndCountFailures() throws Exception {
		try (ChatServer server = ChatServer.start("chat.data.directory=" + this.data);
				TestClient alice = server.join("alice")) {
			for (int i = 0; i < 100; i++) {
				alice.say("line " + i).expect("alice: line " + i);
			}
			assertThat(metric(server, "batch_events_sum")).isEqualTo(101);
			assertThat(metric(server, "batch_events_count")).isEqualTo(101);
			assertThat(metric(server, "append_seconds_count")).isEqualTo(101);
			assertThat(metric(server, "append_seconds_sum")).isBetween(0.0001, 60.0);
			assertThat(metric(server, "disk_bytes")).isEqualTo(
					Files.size(this.data.resolve("chat.db")) + (double) Files.size(this.data.resolve("chat.db-wal")));
			assertThat(metric(server, "write_failures_total")).isZero();
			sql("alter table piece rename to away");
			alice.say("refused").expect("The server cannot store lines now; it was not sent.");
			assertThat(metric(server, "write_failures_total")).isOne();
			sql("alter table away rename to piece");
			await().until(() -> server.room().rooms().isStoring());
			alice.say("stored").expect("alice: stored");
			assertThat(metric(server, "batch_events_sum")).isEqualTo(102);
		}
	}

	private void sql(String sql) throws Exception {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + this.data.resolve("chat.db"));
				Statement statement = connection.createStatement()) {
			statement.executeUpdate(sql);
		}
	}

	private static double metric(ChatServer server, String name) {
		MatchResult sample = Pattern.compile("(?m)^chat_log_" + name + " (\\S+)$")
			.matcher(server.scrape())
			.results()
			.findFirst()
			.orElseThrow();
		return Double.parseDouble(sample.group(1));
	}

}
