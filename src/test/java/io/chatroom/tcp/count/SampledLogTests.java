package io.chatroom.tcp.count;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How much a flood leaves in the log.
 */
@ExtendWith(OutputCaptureExtension.class)
@Isolated
class SampledLogTests {

	private long nanos = Long.MAX_VALUE - 5;

	private final SampledLog log = new SampledLog(LoggerFactory.getLogger("flood"), "Came", () -> this.nanos);

	@Test
	void saysTheFirstAndSumsUpTheRest(CapturedOutput output) {
		for (int i = 0; i < 10_000; i++) {
			say(i);
			this.nanos += Duration.ofMinutes(1).toNanos() / 10_001;
		}
		assertThat(lines(output)).isEqualTo(SampledLog.LINES_A_MINUTE);
		assertThat(output).contains("Came: number 99.").doesNotContain("number 100.");
		this.nanos += Duration.ofMinutes(1).toNanos();
		say(10_000);
		assertThat(output).contains("Came: 9900 more in a minute, not told one by one", "Came: number 10000.");
		this.nanos += Duration.ofMinutes(5).toNanos();
		say(10_001);
		assertThat(lines(output)).isEqualTo(SampledLog.LINES_A_MINUTE + 3);
	}

	private void say(int number) {
		this.log.say((line) -> line.addKeyValue("number", number), ": number {}.", number);
	}

	private static long lines(CapturedOutput output) {
		return output.toString().lines().filter((line) -> line.contains("Came: ")).count();
	}

}
