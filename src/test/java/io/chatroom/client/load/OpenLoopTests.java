package io.chatroom.client.load;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OpenLoopTests {

	private final List<String> said = new ArrayList<>();

	private boolean ready = true;

	private final OpenLoop pace = new OpenLoop(new Pace.Speaker() {
		@Override
		public boolean ready(int sender) {
			return OpenLoopTests.this.ready;
		}

		@Override
		public void say(int sender, long time) {
			OpenLoopTests.this.said.add(sender + " at " + time);
		}
	}, 2, 1000, 5_000_000);

	@Test
	void saysLinesInTurnWhenTheyAreDue() {
		this.pace.sayDue(4_999_999);
		assertThat(this.said).isEmpty();
		assertThat(this.pace.nanosToNext(4_999_999)).isOne();
		this.pace.sayDue(5_000_000);
		this.pace.sayDue(6_000_000);
		assertThat(this.said).containsExactly("0 at 5000000", "1 at 6000000");
	}

	@Test
	void countsLateLinesFromWhenTheyWereDue() {
		this.pace.sayDue(7_900_000);
		assertThat(this.said).containsExactly("0 at 5000000", "1 at 6000000", "0 at 7000000");
		assertThat(this.pace.nanosToNext(9_000_000)).isZero();
	}

	@Test
	void waitsForASocketThatIsFull() {
		this.ready = false;
		this.pace.sayDue(6_000_000);
		assertThat(this.said).isEmpty();
		assertThat(this.pace.nanosToNext(6_000_000)).isEqualTo(Long.MAX_VALUE);
		this.ready = true;
		this.pace.sayDue(6_500_000);
		assertThat(this.said).containsExactly("0 at 5000000", "1 at 6000000");
	}

}
