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

	@Test
	void countsOnceFromTheFirstByteToTheEnd() {
		ConnectionAccounting connection = connection();
		connection.begin();
		connection.begin();
		assertThat(connection.end(CloseReason.QUIT, true, -1)).isFalse();
		assertThat(connection.end(CloseReason.RESET, true, -1)).isFalse();
		connection.begin();
		assertCounted(1, 1, 0);
		assertThat(this.counters.closed(CloseReason.QUIT)).isOne();
	}

	@ParameterizedTest
	@EnumSource(names = { "END_OF_STREAM", "RESET" })
	void isEmptyWhenThePeerEndsItBeforeItsFirstByte(CloseReason cause) {
		assertThat(connection().end(cause, false, -1)).isTrue();
		assertCounted(0, 0, 1);
	}

	@Test
	void isOpenedWhenTheServiceEndsItBeforeItsFirstByte() {
		assertThat(connection().end(CloseReason.NAMELESS, false, -1)).isFalse();
		assertCounted(1, 1, 0);
	}

	@Test
	void aCheckCountsNowhereUntilItSendsALine() {
		ConnectionAccounting silent = connection();
		silent.proxyChecks();
		silent.begin();
		assertThat(silent.end(CloseReason.END_OF_STREAM, true, -1)).isFalse();
		assertCounted(0, 0, 0);
		ConnectionAccounting proxy = connection();
		proxy.proxyChecks();
		proxy.begin();
		assertThat(proxy.isCheck()).isTrue();
		proxy.lineReceived();
		assertThat(proxy.isCheck()).isFalse();
		proxy.end(CloseReason.END_OF_STREAM, true, -1);
		assertCounted(1, 1, 0);
	}

	@Test
	void aRejectedOneCountsNowhereUnlessItHasBegun() {
		ConnectionAccounting rejected = connection();
		rejected.rejected();
		rejected.begin();
		rejected.end(CloseReason.REFUSED, true, -1);
		assertCounted(0, 0, 0);
		ConnectionAccounting begun = connection();
		begun.begin();
		begun.rejected();
		begun.end(CloseReason.REFUSED, true, -1);
		assertCounted(1, 1, 0);
	}

	private ConnectionAccounting connection() {
		return new ConnectionAccounting("c1", () -> FROM, this.counters, new ConnectionLog());
	}

	private void assertCounted(long opened, long closed, long empty) {
		assertThat(this.counters.opened()).isEqualTo(opened);
		assertThat(Arrays.stream(CloseReason.values()).mapToLong(this.counters::closed).sum()).isEqualTo(closed);
		assertThat(this.counters.empty()).isEqualTo(empty);
	}

}
