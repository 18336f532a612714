package io.chatroom.client.load;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ServerMetricsTests {

	@Test
	void addsUpWhatThePoolsOfAnAreaUse() {
		ServerMetrics.Reading reading = ServerMetrics.parse("""
				# HELP jvm_memory_used_bytes The amount of used memory
				# TYPE jvm_memory_used_bytes gauge
				jvm_memory_used_bytes{area="heap",id="G1 Eden Space"} 4.194304E7
				jvm_memory_used_bytes{area="heap",id="G1 Old Gen"} 1000000
				jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 5.0E7
				process_cpu_time_ns_total 1.5E10
				process_cpu_usage 0.25
				""");
		assertThat(reading.heapBytes()).hasValue(42_943_040);
		assertThat(reading.nonHeapBytes()).hasValue(50_000_000);
		assertThat(reading.cpuNanos()).hasValue(1.5e10);
	}

	@Test
	void knowsNothingOfAServerWithoutThem() {
		assertThat(ServerMetrics.parse("up 1\n")).isEqualTo(ServerMetrics.Reading.NONE);
	}

}
