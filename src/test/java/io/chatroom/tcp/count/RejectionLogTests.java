package io.chatroom.tcp.count;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

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

	private static final InetAddress PROXY = InetAddress.ofLiteral("192.0.2.2");

	private final TcpCounters counters = new TcpCounters();

	private long nanos = Long.MAX_VALUE - 5;

	private final RejectionLog log = new RejectionLog(PROXY::equals, this.counters, () -> this.nanos);

	@Test
	void saysEachAddressOnceAMinute(CapturedOutput output) {
		this.log.rejected(RejectionReason.DENIED, ADDRESS);
		for (int i = 0; i < 1000; i++) {
			this.log.rejected(RejectionReason.TOO_FAST, ADDRESS);
			this.nanos += Duration.ofMillis(59).toNanos();
		}
		this.log.rejected(RejectionReason.TOO_MANY, InetAddress.ofLiteral("2001:db8::1"));
		assertThat(refusals(output)).containsExactly("Refused 192.0.2.1: denied", "Refused 2001:db8::1: too_many");
		this.nanos += Duration.ofSeconds(1).toNanos();
		this.log.rejected(RejectionReason.TOO_FAST, ADDRESS);
		assertThat(refusals(output)).hasSize(3).last().isEqualTo("Refused 192.0.2.1: too_fast");
		assertThat(this.counters.rejected(RejectionReason.TOO_FAST)).isEqualTo(1001);
		assertThat(this.counters.rejected(RejectionReason.DENIED)).isEqualTo(1);
	}

	@Test
	void sumsUpAddressesOfFlood(CapturedOutput output) {
		for (int i = 0; i < 1000; i++) {
			this.log.rejected(RejectionReason.TOO_FAST,
					InetAddress.ofLiteral("198.18.%d.%d".formatted(i / 256, i % 256)));
		}
		assertThat(refusals(output)).hasSize(SampledLog.LINES_A_MINUTE);
		this.nanos += Duration.ofMinutes(1).toNanos();
		this.log.rejected(RejectionReason.TOO_FAST, ADDRESS);
		assertThat(refusals(output)).endsWith("Refused: 900 more in a minute, not told one by one",
				"Refused 192.0.2.1: too_fast");
	}

	private static List<String> refusals(CapturedOutput output) {
		return output.toString()
			.lines()
			.filter((line) -> line.contains("Refused"))
			.map((line) -> line.substring(line.indexOf("Refused")))
			.toList();
	}

	@Test
	void warnsOnceAMinuteOfHeadersThatAreNotExpected(CapturedOutput output) {
		for (int i = 0; i < 61; i++) {
			this.log.rejectedHeader(ADDRESS);
			this.nanos += Duration.ofSeconds(1).toNanos();
		}
		assertThat(output.toString().lines()).filteredOn((line) -> line.contains("PROXY header"))
			.extracting((line) -> line.substring(line.indexOf("PROXY header")))
			.containsExactly("PROXY header from 192.0.2.1, not in chat.proxy.trusted: 1 closed",
					"PROXY header from 192.0.2.1, not in chat.proxy.trusted: 60 closed");
		assertThat(refusals(output)).isEmpty();
		this.log.rejectedHeader(PROXY);
		assertThat(refusals(output)).as("a second header of a proxy")
			.containsExactly("Refused 192.0.2.2: proxy_header");
		assertThat(this.counters.rejected(RejectionReason.PROXY_HEADER)).isEqualTo(62);
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
