package io.chatroom;

import java.time.Duration;

import io.chatroom.ops.ActivityLog;
import io.chatroom.testing.ChatServer;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.scheduling.config.FixedRateTask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The summary of each minute in the log.
 */
@ExtendWith(OutputCaptureExtension.class)
@Isolated
class ActivityLogTests {

	@RegisterExtension
	static final ChatServer server = ChatServer.start("chat.limits.deny=127.0.0.66");

	@Test
	void summarizesTrafficAndLogsNothingWithoutTraffic(CapturedOutput output) {
		try (TestClient alice = server.join("alice"); TestClient bob = server.join("bob")) {
			alice.expect("bob from [127.0.0.1] has joined the chat!");
			alice.say("hi").expect("alice: hi");
			bob.expect("alice: hi").say("#quit").expect("#quit").expectEnd().close();
			alice.expect("bob has left the chat.");
			TestClient.connectFrom("127.0.0.66", server.port()).close();
			await().until(() -> server.refused("denied") == 1 && server.factory().clients().count() == 1);
			server.activityLog().log();
			assertThat(output).contains("Last minute: opened 2, closed 1, refused 1, evicted 0, in 4, out 9");
			server.activityLog().log();
			alice.say("on").expect("alice: on");
			await().until(() -> server.factory().counters().delivered() == 10);
			server.activityLog().log();
			assertThat(output.toString().lines().filter((line) -> line.contains("Last minute"))).hasSize(2)
				.last()
				.asString()
				.contains("opened 0, closed 0, refused 0, evicted 0, in 1, out 1");
		}
	}

	@Test
	void runsEachMinute() {
		assertThat(server.scheduledTasks()).singleElement().satisfies((task) -> {
			assertThat(task.getTask()).isInstanceOfSatisfying(FixedRateTask.class,
					(every) -> assertThat(every.getIntervalDuration()).isEqualTo(Duration.ofMinutes(1)));
			assertThat(task.toString()).isEqualTo(ActivityLog.class.getName() + ".log");
		});
	}

}
