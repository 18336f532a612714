package io.chatroom.tcp.tls;

import java.io.EOFException;
import java.nio.channels.ClosedChannelException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How a TLS stream ends, and what can still be said.
 */
class TlsEndTests extends TlsScript {

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void hearsThePeerWhenItHasSaidGoodbyeItself(String protocol) throws Exception {
		Pair pair = connect(protocol);
		end(pair.server());
		assertThat(write(pair.client(), "late")).isEqualTo(4);
		assertThat(readSome(pair.server())).isEqualTo("late");
		end(pair.client());
		assertThat(readAll(pair.server())).isEmpty();
	}

	@Test
	void speaksOnWhenThePeerHasSaidGoodbyeInTls13() throws Exception {
		Pair pair = connect("TLSv1.3");
		end(pair.client());
		assertThat(readAll(pair.server())).isEmpty();
		assertThat(write(pair.server(), "goodbye")).isEqualTo(7);
		assertThat(readSome(pair.client())).isEqualTo("goodbye");
	}

	@Test
	void endsBothWaysWhenThePeerHasSaidGoodbyeInTls12() throws Exception {
		Pair pair = connect("TLSv1.2");
		end(pair.client());
		assertThat(readAll(pair.server())).isEmpty();
		assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(() -> {
			// first goes the answer to the goodbye
			while (write(pair.server(), "goodbye") == 0) {
				assertThat(pair.server().isOpen()).isTrue();
			}
		});
	}

	@Test
	void tellsAStreamThatWasCutFromOneThatEnded() throws Exception {
		Pair pair = connect("TLSv1.3");
		write(pair.client(), "pay 100");
		assertThat(readSome(pair.server())).isEqualTo("pay 100");
		this.pipe.far().close();
		assertThatExceptionOfType(EOFException.class).isThrownBy(() -> readAll(pair.server()));
	}

}
