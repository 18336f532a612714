package io.chatroom.tcp.accept;

import java.net.Socket;
import java.nio.charset.StandardCharsets;

import io.chatroom.protocol.TextLines;
import io.chatroom.tcp.count.RejectionReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What peers see that the acceptor turns away.
 */
class AcceptorRejectionTests extends AcceptorScript {

	@Test
	void tellsOneOfTooManyAndHangsUp() throws Exception {
		open(2, 1);
		accept();
		assertAdmitted("127.0.0.2");
		assertThat(heard(connect("127.0.0.2"))).isEqualTo(TextLines.TOO_MANY_CONNECTIONS + "\r\n");
		assertAdmitted("127.0.0.3");
		assertThat(heard(connect("127.0.0.4"))).isEqualTo(TextLines.TOO_MANY_CONNECTIONS + "\r\n");
		assertThat(this.counters.rejected(RejectionReason.TOO_MANY_FROM_ADDRESS)).isOne();
		assertThat(this.counters.rejected(RejectionReason.TOO_MANY)).isOne();
	}

	@Test
	void tellsADeniedOneNothing() throws Exception {
		open(10, 10);
		accept();
		assertThat(heard(connect("127.0.0.66"))).isEmpty();
		assertThat(this.counters.rejected(RejectionReason.DENIED)).isOne();
		assertAdmitted("127.0.0.67");
	}

	@Test
	void tellsABannedOneWhyBeforeItIsHandedOut() throws Exception {
		open(10, 10);
		accept();
		assertThat(heard(connect("127.0.0.99"))).isEqualTo(BAN + "\r\n");
		assertThat(this.counters.rejected(RejectionReason.BANNED)).isOne();
		assertThat(this.admitted).isEmpty();
		assertAdmitted("127.0.0.98");
	}

	@Test
	void lastWordsReachOneThatHasSpokenAlready() throws Exception {
		open(1, 1);
		connect("127.0.0.2");
		Socket second = connect("127.0.0.2");
		second.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.UTF_8));
		accept();
		assertThat(admitted()).isEqualTo("127.0.0.2");
		assertThat(heard(second)).isEqualTo(TextLines.TOO_MANY_CONNECTIONS + "\r\n");
		// it was not reset, on which other systems drop what was not read yet
		second.getOutputStream().write('\n');
	}

	@Test
	void isNotHeldUpByThoseThatItTurnsAway() throws Exception {
		open(1000, 1);
		accept();
		assertAdmitted("127.0.0.2");
		for (int i = 0; i < 500; i++) {
			// none of them reads, and some have gone
			Socket refused = connect("127.0.0.2");
			if (i % 2 == 0) {
				refused.setSoLinger(true, 0);
				refused.close();
			}
		}
		assertAdmitted("127.0.0.3");
		assertThat(this.counters.rejected(RejectionReason.TOO_MANY_FROM_ADDRESS)).isEqualTo(500);
	}

}
