package io.chatroom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many connections a limit of open files leaves room for.
 */
@ExtendWith(OutputCaptureExtension.class)
@Isolated
class FileLimitTests {

	@Test
	void leavesASettingAloneThatHasRoom(CapturedOutput output) {
		assertThat(new FileLimit(100, 10_356).atMost(10_000, 0)).isEqualTo(10_000);
		assertThat(new FileLimit(0, Long.MAX_VALUE).atMost(Integer.MAX_VALUE, 0)).isEqualTo(Integer.MAX_VALUE);
		assertThat(output).isEmpty();
	}

	@Test
	void lowersOneThatHasNone(CapturedOutput output) {
		assertThat(new FileLimit(100, 1024).atMost(10_000, 0)).isEqualTo(1024 - 100 - FileLimit.SPARE);
		assertThat(output).contains("WARN",
				"chat.limits.max-connections=10000 is lowered to 668: the limit of 1024 open files allows no more");
	}

	@Test
	void leavesHalfOfTheFilesToOthersThanBrowsers() {
		FileLimit limit = new FileLimit(100, 100 + FileLimit.SPARE + 6000);
		assertThat(limit.sessionsAtMost(2000)).isEqualTo(1000);
		assertThat(limit.sessionsAtMost(900)).isEqualTo(900);
		assertThat(limit.atMost(10_000, 1000)).as("of which 1000 are those of sessions").isEqualTo(4000);
		assertThat(new FileLimit(100, 200).sessionsAtMost(2000)).isOne();
	}

	@Test
	void leavesRoomForOne() {
		assertThat(new FileLimit(100, 200).atMost(10_000, 0)).isOne();
	}

	@Test
	void readsTheProcess() {
		FileLimit limit = FileLimit.ofProcess();
		assertThat(limit.open()).isPositive();
		assertThat(limit.most()).isGreaterThan(limit.open());
	}

}
