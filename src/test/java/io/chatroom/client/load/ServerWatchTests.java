package io.chatroom.client.load;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.chatroom.client.load.HeapUse.Sample;
import io.chatroom.client.load.LoadProgress.Stage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ServerWatchTests {

	private static final long MILLISECOND = 1_000_000;

	private final AtomicLong now = new AtomicLong(5_000 * MILLISECOND);

	@Test
	void readsTheHeapTwiceASecondWhileMeasured() throws Exception {
		AtomicInteger readings = new AtomicInteger();
		try (SmallActuator actuator = new SmallActuator(
				() -> "jvm_memory_used_bytes{area=\"heap\"} %d%n".formatted(readings.incrementAndGet()))) {
			ServerMetrics metrics = new ServerMetrics(actuator.address(), Duration.ofMinutes(1));
			ServerWatch watch = new ServerWatch(metrics, new LoadProgress(),
					new PrintStream(PrintStream.nullOutputStream()), this.now::get);
			watch.reached(Stage.CONNECTED);
			follow(watch, Stage.CONNECTED, 2000);
			watch.reached(Stage.MEASURING);
			follow(watch, Stage.MEASURING, 1200);
			watch.reached(Stage.MEASURED);
			follow(watch, Stage.MEASURED, 2000);
			HeapUse heap = watch.cost().heap();
			// two readings precede those of the measured time
			assertThat(heap.samples()).containsExactly(new Sample(0, 3), new Sample(0.5, 4), new Sample(1, 5),
					new Sample(1.2, 6));
			assertThat(heap.firstFloor()).isEqualTo(3);
			assertThat(heap.lastFloor()).isEqualTo(6);
		}
	}

	@Test
	void sharesTheCpuTimeOutAmongTheDeliveries() throws Exception {
		AtomicInteger readings = new AtomicInteger();
		LoadProgress progress = new LoadProgress();
		try (SmallActuator actuator = new SmallActuator(
				() -> "process_cpu_time_ns_total %dE9%n".formatted(readings.incrementAndGet()))) {
			ServerWatch watch = new ServerWatch(new ServerMetrics(actuator.address(), Duration.ofMinutes(1)), progress,
					new PrintStream(PrintStream.nullOutputStream()), this.now::get);
			watch.reached(Stage.CONNECTED);
			progress.delivered(1000);
			watch.reached(Stage.MEASURING);
			progress.delivered(5000);
			watch.reached(Stage.MEASURED);
			assertThat(watch.cost().cpuNanosPerDelivery()).hasValue(1e9 / 4000);
		}
	}

	private void follow(ServerWatch watch, Stage stage, int millis) {
		for (int i = 0; i < millis; i += 50) {
			watch.follow(stage);
			this.now.addAndGet(50 * MILLISECOND);
		}
	}

}
