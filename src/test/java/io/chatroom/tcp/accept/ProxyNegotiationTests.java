package io.chatroom.tcp.accept;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;

import io.chatroom.protocol.TextLines;
import io.chatroom.tcp.count.RejectionReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients behind a trusted proxy, which sends a PROXY header.
 */
class ProxyNegotiationTests extends NegotiationScript {

	ProxyNegotiationTests() throws IOException {
	}

	@Test
	void aProxyTellsTheClientsAddressAndWhatFollowsIsLeft() throws Exception {
		Running running = proxied();
		send(HEADER.substring(0, 20));
		send(HEADER.substring(20) + "hello\r\n");
		assertThat(running.address()).isEqualTo(SOURCE);
		ByteBuffer rest = ByteBuffer.allocate(100);
		while (this.channel.read(rest) <= 0 || rest.position() < 7) {
			Thread.onSpinWait();
		}
		assertThat(new String(rest.array(), 0, rest.position(), StandardCharsets.UTF_8)).isEqualTo("hello\r\n");
		assertThat(this.admission.admit(SOURCE)).as("it counts for its own address")
			.isEqualTo(Admission.Rejected.overLimit(RejectionReason.TOO_MANY_FROM_ADDRESS));
	}

	@Test
	void aProxyMayCheckTheService() throws Exception {
		Running running = proxied();
		sendHex("0d0a0d0a000d0a515549540a 20000000");
		assertThat(running.address()).isEqualTo(InetAddress.getLoopbackAddress());
		assertThat(running.client().isCheck()).isTrue();
		assertThat(running.accounting().isCheck()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "0d0a0d0a000d0a515549540a 2111 0014 cb007107c0000201dc041388 2000050100000000, true",
			"0d0a0d0a000d0a515549540a 2111 0014 cb007107c0000201dc041388 2000050200000000, false",
			"0d0a0d0a000d0a515549540a 2111 000c cb007107c0000201dc041388, false",
			"0d0a0d0a000d0a515549540a 2111 000c 7f0000017f000001dc041388, true",
			// who is behind it is not known
			"0d0a0d0a000d0a515549540a 2100 0000, false" })
	void aProxyKnowsWhetherItsClientIsPrivate(String header, boolean isPrivate) throws Exception {
		Running running = proxied();
		sendHex(header);
		assertThat(running.client().isPrivate()).isEqualTo(isPrivate);
		assertThat(running.client().certificate()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "PROXY TCP4 203." })
	void aHeaderMustComeInTime(String begun) throws Exception {
		Running running = proxied();
		send(begun);
		this.clock.pass(Duration.ofSeconds(4));
		assertThat(running.result()).isNotDone();
		this.clock.pass(Duration.ofSeconds(1));
		assertThat(running.failure()).isInstanceOf(ProxyHeaderException.class).hasMessageContaining("late");
		assertThat(this.counters.empty()).isZero();
		assertThat(rejections()).containsExactly(RejectionReason.PROXY_HEADER);
	}

	@Test
	void aMalformedHeaderIsRejected() throws Exception {
		Running running = proxied();
		send("hello\r\n");
		assertThat(running.failure()).isInstanceOf(ProxyHeaderException.class);
		assertThat(rejections()).containsExactly(RejectionReason.PROXY_HEADER);
	}

	@Test
	void aClientBehindAProxyMayBeOneTooMany() throws Exception {
		this.admission.admit(SOURCE);
		Running running = proxied();
		send(HEADER);
		assertThat(running.failure()).hasMessageContaining("TOO_MANY_FROM_ADDRESS");
		assertThat(received()).isEqualTo(TextLines.TOO_MANY_CONNECTIONS + "\r\n");
		assertThat(rejections()).containsExactly(RejectionReason.TOO_MANY_FROM_ADDRESS);
	}

	@Test
	void aDeniedClientBehindAProxyReceivesNothing() throws Exception {
		Running running = proxied();
		send(HEADER.replace("203.0.113.7", "198.51.100.7"));
		assertThat(running.failure()).hasMessageContaining("DENIED");
		this.channel.close();
		assertThat(received()).isEmpty();
	}

	@Test
	void aBannedClientBehindAProxyReceivesWhy() throws Exception {
		Running running = proxied();
		send(HEADER.replace("203.0.113.7", "203.0.113.9"));
		assertThat(running.failure()).hasMessageContaining("BANNED");
		assertThat(received()).isEqualTo(BAN + "\r\n");
		assertThat(rejections()).containsExactly(RejectionReason.BANNED);
	}

	@Test
	void whoEndsItBeforeTheFirstByteIsEmpty() throws Exception {
		Running running = proxied();
		this.client.close();
		assertThat(running.failure()).isNotNull();
		assertThat(this.counters.empty()).isOne();
		assertThat(rejections()).isEmpty();
	}

	@Test
	void whoEndsItWithinTheHeaderIsRejected() throws Exception {
		Running running = proxied();
		send("PROXY TCP4");
		this.client.shutdownOutput();
		assertThat(running.failure()).isInstanceOf(ProxyHeaderException.class);
		assertThat(this.counters.empty()).isZero();
	}

	private Running proxied() throws IOException {
		return run(null, true);
	}

	private void sendHex(String bytes) throws IOException {
		this.client.getOutputStream().write(HexFormat.of().parseHex(bytes.replace(" ", "")));
	}

}
