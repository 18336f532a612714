package io.chatroom.tcp.count;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said and counted of those who are not let in.
 */
@ExtendWith(OutputCaptureExtension.class)
@Isolated
class RejectionLogTests {

	private static final InetAddress ADDRESS = InetAddress.ofLiteral("192.0.2.1");

	private final TcpCounters counters = new TcpCounters();

	private long nanos = Long.MAX_VALUE - 5;

	private final RejectionLog log = new RejectionLog(this.counters, () -> this.nanos);

	@Test
	void saysTheFirstAtOnceAndTheRestOnceAMinute(CapturedOutput output) {
		this.log.rejected(RejectionReason.DENIED, ADDRESS);
		assertThat(output).contains("Refused {denied=1}, the last from 192.0.2.1");
		for (int i = 0; i < 1000; i++) {
			this.log.rejected(RejectionReason.TOO_FAST, ADDRESS);
			this.nanos += Duration.ofMillis(59).toNanos();
		}
		assertThat(output.toString().split("Refused \\{", -1)).hasSize(2);
		this.nanos += Duration.ofSeconds(1).toNanos();
		this.log.rejected(RejectionReason.TOO_MANY, InetAddress.ofLiteral("2001:db8::1"));
		assertThat(output).contains("Refused {too_fast=1000, too_many=1}, the last from 2001:db8::1");
		this.log.rejected(RejectionReason.DENIED, ADDRESS);
		assertThat(output.toString().split("Refused \\{", -1)).hasSize(3);
		assertThat(this.counters.rejected(RejectionReason.TOO_FAST)).isEqualTo(1000);
		assertThat(this.counters.rejected(RejectionReason.DENIED)).isEqualTo(2);
	}

	@Test
	void saysOnceAMinuteThatItCannotAccept(CapturedOutput output) {
		this.log.rejected(RejectionReason.DENIED, ADDRESS);
		for (int i = 0; i < 100; i++) {
			this.log.failed(new IOException("Too many open files"));
			this.nanos += Duration.ofSeconds(1).toNanos();
		}
		assertThat(output.toString().split("WARN.*: Too many open files", -1)).hasSize(3);
		assertThat(this.counters.acceptsFailed()).isEqualTo(100);
	}

}
