package io.chatroom.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

import io.chatroom.protocol.ServerEvent;
import io.chatroom.testing.ClosedPort;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RedialTests {

	private final List<Long> shown = new ArrayList<>();

	private final List<String> told = new ArrayList<>();

	@Test
	void triesAtOnceWhenThatIsWanted() throws Exception {
		BackOff backOff = new BackOff(RandomGenerator.getDefault());
		for (int i = 0; i < 6; i++) {
			backOff.next();
		}
		try (ClosedPort port = new ClosedPort()) {
			String server = "127.0.0.1:" + port.number();
			Servers servers = new Servers(List.of(new Dial(HostAndPort.parse(server, 0), null)));
			Watcher watcher = new Watcher();
			Redial redial = new Redial(servers, watcher, backOff, () -> this.shown.contains(0L), (time, action) -> {
				// nothing else ends the wait
			});
			watcher.redial = redial;
			assertThat(redial.again()).isNull();
			// the first delay, then the attempt, after which reconnecting is pointless
			assertThat(this.shown).hasSize(3).endsWith(0L, -1L);
			assertThat(this.shown.getFirst()).isBetween(15L, 30L);
			assertThat(this.told).containsExactly("Trying again.",
					"Cannot connect to " + server + ": Connection refused.");
		}
	}

	/** Presses Enter as soon as the delay is shown. */
	private final class Watcher implements Display {

		private @Nullable Redial redial;

		@Override
		public void retry(long seconds) {
			RedialTests.this.shown.add(seconds);
			Objects.requireNonNull(this.redial).hurry();
		}

		@Override
		public void show(ServerEvent event) {
		}

		@Override
		public void notice(String text) {
			RedialTests.this.told.add(text);
		}

		@Override
		public void pending(List<String> unsent) {
		}

		@Override
		public void closed() {
		}

	}

}
