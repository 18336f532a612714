package io.chatroom.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.chatroom.protocol.TextLines;
import io.chatroom.testing.ClosedPort;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ServersTests {

	private final List<String> failures = new ArrayList<>();

	@Test
	void beginsWithTheFirstServerAndThenWithAnother() throws Exception {
		try (GreetingServer a = new GreetingServer(TextLines.SALUTATION);
				GreetingServer b = new GreetingServer(TextLines.SALUTATION)) {
			Servers servers = servers(a.address(), b.address());
			assertThat(connect(servers)).isEqualTo(a.address());
			assertThat(connect(servers)).isEqualTo(b.address());
			Greeted again = servers.again();
			again.close();
			assertThat(again.server()).isEqualTo(b.address());
			assertThat(connect(servers)).isEqualTo(a.address());
			assertThat(this.failures).isEmpty();
			assertThat(servers).hasToString(a.address() + ", " + b.address());
		}
	}

	@Test
	void triesTheNextServerWhenOneRefusesOrFails() throws Exception {
		try (ClosedPort closed = new ClosedPort();
				GreetingServer full = new GreetingServer("Too many connections. Try again later.");
				GreetingServer silent = new GreetingServer("");
				GreetingServer last = new GreetingServer(TextLines.SALUTATION)) {
			HostAndPort away = new HostAndPort("127.0.0.1", closed.number());
			Servers servers = servers(away, full.address(), silent.address(), new HostAndPort("no host", 5000),
					last.address());
			assertThat(connect(servers)).isEqualTo(last.address());
			assertThat(this.failures).containsExactly("Cannot connect to " + away + ": Connection refused.",
					"Too many connections. Try again later.",
					"Cannot connect to " + silent.address() + ": it closed the connection without a greeting (--tls?).",
					"Unknown host: no host.");
		}
	}

	@Test
	void failsAsTheLastServerDoesAndBeginsWithTheFirstOneAgain() throws Exception {
		try (GreetingServer a = new GreetingServer(""); ClosedPort closed = new ClosedPort()) {
			HostAndPort b = new HostAndPort("127.0.0.1", closed.number());
			Servers servers = servers(a.address(), b);
			for (int i = 0; i < 2; i++) {
				assertThatExceptionOfType(UnreachableException.class).isThrownBy(() -> connect(servers))
					.withMessage("Cannot connect to %s: Connection refused.", b);
			}
			assertThat(this.failures).hasSize(2).allMatch((failure) -> failure.contains(a.address().toString()));
		}
	}

	@Test
	void doesNotAskTheOthersWhenTheUserIsBanned() throws Exception {
		try (GreetingServer a = new GreetingServer("You are banned."); GreetingServer b = new GreetingServer("")) {
			assertThat(connect(servers(a.address(), b.address()))).isEqualTo(a.address());
		}
	}

	@Test
	void comesToTheLastServerEvenIfItHasNoRooms() throws Exception {
		try (GreetingServer a = new GreetingServer(""); GreetingServer b = new GreetingServer("Name?")) {
			assertThat(connect(servers(a.address(), b.address()))).isEqualTo(b.address());
		}
	}

	private HostAndPort connect(Servers servers) throws IOException {
		Greeted greeted = servers.connect((failure) -> this.failures.add(String.valueOf(failure.getMessage())));
		greeted.close();
		return greeted.server();
	}

	private static Servers servers(HostAndPort... addresses) {
		return new Servers(Stream.of(addresses).map((address) -> new Dial(address, null)).toList());
	}

}
