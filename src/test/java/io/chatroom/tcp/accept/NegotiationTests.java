package io.chatroom.tcp.accept;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;

import io.chatroom.protocol.TextLines;
import io.chatroom.tcp.count.RejectionReason;
import io.chatroom.tcp.tls.TlsSettings;
import io.chatroom.testing.TestAuthority;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients of a TLS port, and one that is plain on a plain port.
 */
class NegotiationTests extends NegotiationScript {

	private static final TlsSettings TLS = new TlsSettings(NegotiationTests::engine, Duration.ofSeconds(10));

	NegotiationTests() throws IOException {
	}

	private static SSLEngine engine() {
		SSLEngine engine = TestAuthority.shared().context("localhost").createSSLEngine();
		engine.setUseClientMode(false);
		return engine;
	}

	@Test
	void aPlainClientHasNothingToDo() throws Exception {
		Running running = run(null, false);
		assertThat(running.address()).isEqualTo(InetAddress.getLoopbackAddress());
		assertThat(running.client().isSecured()).isFalse();
		assertThat(running.client().isPrivate()).as("from this machine").isTrue();
		assertThat(running.client().isCheck()).isFalse();
		assertThat(this.counters.opened()).isZero();
	}

	@Test
	void aTlsClientShakesHandsBehindAProxy() throws Exception {
		Running running = run(TLS, true);
		send(HEADER);
		try (SSLSocket tls = tlsClient(null)) {
			tls.startHandshake();
			assertThat(running.address()).isEqualTo(SOURCE);
			assertThat(running.client().isSecured()).isTrue();
			assertThat(running.client().isPrivate()).isTrue();
			assertThat(running.client().certificate()).as("it was not asked for one").isNull();
			assertThat(this.counters.opened()).as("counts without a byte").isOne();
		}
	}

	@Test
	void aTlsClientMayShowACertificate() throws Exception {
		Running running = run(new TlsSettings(() -> {
			SSLEngine engine = engine();
			engine.setWantClientAuth(true);
			return engine;
		}, Duration.ofSeconds(10)), false);
		try (SSLSocket tls = tlsClient("localhost")) {
			tls.startHandshake();
			assertThat(running.client().certificate()).matches("[0-9a-f]{64}");
		}
	}

	@Test
	void aPlainClientLearnsThatThePortSpeaksTls() throws Exception {
		Running running = secured();
		send("alice\r\n");
		assertThat(running.failure()).isNotNull();
		assertThat(received()).isEqualTo(TextLines.NOT_TLS + "\r\n");
		assertThat(rejections()).containsExactly(RejectionReason.TLS_HANDSHAKE);
	}

	@Test
	void aSilentClientLearnsItWhenTheTimeIsOver() throws Exception {
		Running running = secured();
		this.clock.pass(Duration.ofSeconds(9));
		assertThat(running.result()).isNotDone();
		this.clock.pass(Duration.ofSeconds(1));
		assertThat(running.failure()).isNotNull();
		assertThat(received()).isEqualTo(TextLines.NOT_TLS + "\r\n");
		assertThat(this.counters.empty()).isZero();
		assertThat(rejections()).containsExactly(RejectionReason.TLS_HANDSHAKE);
	}

	@Test
	void whoEndsItBeforeTheFirstByteIsEmpty() throws Exception {
		Running running = secured();
		this.client.close();
		assertThat(running.failure()).isNotNull();
		assertThat(this.counters.empty()).isOne();
		assertThat(rejections()).isEmpty();
	}

	@Test
	void aHandshakeThatStopsHalfwayReceivesNoText() throws Exception {
		this.client.getOutputStream().write(new byte[] { 22, 3, 1, 2, 0 });
		Running running = secured();
		this.clock.pass(Duration.ofSeconds(10));
		assertThat(running.failure()).isNotNull();
		this.channel.close();
		assertThat(received()).isEmpty();
	}

	@Test
	void anUnexpectedHeaderOnTheTlsPortIsCountedAsThat() throws Exception {
		Running running = secured();
		send(HEADER);
		assertThat(running.failure()).isNotNull();
		assertThat(rejections()).containsExactly(RejectionReason.PROXY_HEADER);
	}

	private Running secured() throws IOException {
		return run(TLS, false);
	}

	/** Returns the client's socket with TLS, and the certificate of that name. */
	private SSLSocket tlsClient(@Nullable String certificate) throws IOException {
		return (SSLSocket) TestAuthority.shared()
			.context(certificate)
			.getSocketFactory()
			.createSocket(this.client, "localhost", this.client.getPort(), true);
	}

}
