package io.chatroom.client.load;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class MeasurementTests {

	private static final long SECOND = 1_000_000_000;

	private final Measurement measurement = new Measurement(10 * SECOND, 2 * SECOND);

	@Test
	void countsWhatIsSentAndDeliveredWithinItsTime() {
		this.measurement.sent(10 * SECOND - 1);
		this.measurement.sent(10 * SECOND);
		this.measurement.sent(12 * SECOND - 1);
		this.measurement.sent(12 * SECOND);
		this.measurement.delivered(9 * SECOND, 10 * SECOND);
		this.measurement.delivered(10 * SECOND, 11 * SECOND);
		this.measurement.delivered(11 * SECOND, 12 * SECOND);
		this.measurement.finish();
		assertThat(this.measurement.sentPerSecond()).isEqualTo(1);
		assertThat(this.measurement.deliveredPerSecond()).isEqualTo(1);
	}

	@Test
	void takesTheLatencyOfLinesThatArriveAfterItsTime() {
		this.measurement.delivered(9 * SECOND, 10 * SECOND);
		this.measurement.tick(12 * SECOND);
		this.measurement.delivered(11 * SECOND, 14 * SECOND);
		this.measurement.finish();
		assertThat(this.measurement.latency().getTotalCount()).isOne();
		assertThat(this.measurement.latency().getMaxValue()).isCloseTo(3 * SECOND, within(SECOND / 100));
	}

	@Test
	void dividesItsTimeIntoIntervals() {
		this.measurement.tick(10 * SECOND + 1);
		this.measurement.delivered(10 * SECOND, 10 * SECOND + 2_000_000);
		this.measurement.tick(10 * SECOND + 500_000_000);
		this.measurement.tick(13 * SECOND);
		this.measurement.tick(14 * SECOND);
		this.measurement.finish();
		assertThat(this.measurement.intervals()).extracting(Measurement.Interval::second).containsExactly(0.5, 2.0);
		assertThat(this.measurement.intervals()).extracting(Measurement.Interval::deliveredPerSecond)
			.containsExactly(2.0, 0.0);
		assertThat(this.measurement.intervals().getFirst().p50()).isCloseTo(2_000_000, within(20_000L));
	}

}
