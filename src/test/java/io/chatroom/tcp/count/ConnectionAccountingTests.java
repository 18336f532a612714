package io.chatroom.tcp.count;

import java.net.InetAddress;
import java.util.Arrays;

import io.chatroom.protocol.CloseReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is counted of one connection.
 */
class ConnectionAccountingTests {

	private static final InetAddress FROM = InetAddress.ofLiteral("192.0.2.1");

	private final TcpCounters counters = new TcpCounters();

	/** How many were reported as empty. */
	private int empty;

	@Test
	void countsOnceFromTheFirstByteToTheEnd() {
		ConnectionAccounting connection = connection();
		connection.begin();
		connection.begin();
		connection.end(CloseReason.QUIT, -1);
		connection.end(CloseReason.RESET, -1);
		connection.begin();
		assertCounted(1, 1, 0);
		assertThat(this.counters.closed(CloseReason.QUIT)).isOne();
	}

	@ParameterizedTest
	@EnumSource(names = { "END_OF_STREAM", "RESET" })
	void isEmptyWhenThePeerEndsItBeforeItsFirstByte(CloseReason cause) {
		connection().end(cause, -1);
		assertCounted(0, 0, 1);
		assertThat(this.empty).isOne();
	}

	@Test
	void isOpenedWhenThePeerEndsItAfterItsFirstByte() {
		ConnectionAccounting connection = connection();
		connection.heard();
		connection.end(CloseReason.END_OF_STREAM, -1);
		assertCounted(1, 1, 0);
		assertThat(this.empty).isZero();
	}

	@Test
	void isOpenedWhenTheServiceEndsItBeforeItsFirstByte() {
		connection().end(CloseReason.NAMELESS, -1);
		assertCounted(1, 1, 0);
	}

	@Test
	void aCheckCountsNowhereUntilItSendsALine() {
		ConnectionAccounting silent = connection();
		silent.proxyChecks();
		silent.begin();
		silent.end(CloseReason.END_OF_STREAM, -1);
		assertCounted(0, 0, 0);
		ConnectionAccounting proxy = connection();
		proxy.proxyChecks();
		proxy.begin();
		assertThat(proxy.isCheck()).isTrue();
		proxy.lineReceived();
		assertThat(proxy.isCheck()).isFalse();
		proxy.end(CloseReason.END_OF_STREAM, -1);
		assertCounted(1, 1, 0);
	}

	@Test
	void aRejectedOneCountsAsThatAloneUnlessItHasBegun() {
		ConnectionAccounting rejected = connection();
		rejected.rejected(RejectionReason.HTTP);
		rejected.begin();
		rejected.end(CloseReason.REFUSED, -1);
		assertCounted(0, 0, 0);
		ConnectionAccounting begun = connection();
		begun.begin();
		begun.rejected(RejectionReason.PROXY_HEADER);
		begun.end(CloseReason.REFUSED, -1);
		assertCounted(1, 1, 0);
		assertThat(this.counters.rejected(RejectionReason.HTTP)).isOne();
		assertThat(this.counters.rejected(RejectionReason.PROXY_HEADER)).isOne();
	}

	private ConnectionAccounting connection() {
		return new ConnectionAccounting("c1", () -> FROM, this.counters, new ConnectionLog(),
				new RejectionLog((address) -> false, this.counters, System::nanoTime), () -> this.empty++);
	}

	private void assertCounted(long opened, long closed, long empty) {
		assertThat(this.counters.opened()).isEqualTo(opened);
		assertThat(Arrays.stream(CloseReason.values()).mapToLong(this.counters::closed).sum()).isEqualTo(closed);
		assertThat(this.counters.empty()).isEqualTo(empty);
	}

}
