package io.chatroom.client.load;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class LoadReportTests {

	private static final long SECOND = 1_000_000_000;

	@ParameterizedTest
	@CsvSource({ "--senders 2, 10, true", "--senders 2, 14, false", "--senders 2 --rate 10, 10, false" })
	void saysWhenTheServerSeemsToLimitTheSenders(String options, int sentInASecond, boolean limits) {
		Measurement measurement = new Measurement(0, SECOND);
		for (int i = 0; i < sentInASecond; i++) {
			measurement.sent(i);
		}
		String printed = print(options, measurement);
		if (limits) {
			assertThat(printed).contains("5.0 from each sender; if the server limits them");
		}
		else {
			assertThat(printed).doesNotContain("limits");
		}
	}

	@ParameterizedTest
	@CsvSource({ "0, false", "1, true" })
	void showsWhatElseTheServerSentIfLinesAreLost(int lost, boolean shown) {
		String note = "the server also sent: 900 joined; 1,000 are here.";
		Verdict verdict = new Verdict(0, Receipts.of(lost, 0), Receipts.RIGHT, 0, 0, 0, 0, 1, Optional.of(note));
		assertThat(print("--senders 2", new Measurement(0, SECOND), verdict).contains(note)).isEqualTo(shown);
	}

	private static String print(String options, Measurement measurement) {
		return print(options, measurement,
				new Verdict(0, Receipts.RIGHT, Receipts.RIGHT, 0, 0, 0, 0, 0, Optional.empty()));
	}

	private static String print(String options, Measurement measurement, Verdict verdict) {
		LoadRun.Outcome outcome = new LoadRun.Outcome(0.1, measurement, verdict, Optional.empty(), 0);
		LoadOptions parsed = LoadOptions.parse(new LoadArguments(options.split(" ")));
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		new LoadReport(new PrintStream(out, true, StandardCharsets.UTF_8))
			.print(new LoadResult(parsed, outcome, Optional.empty()));
		return out.toString(StandardCharsets.UTF_8);
	}

}
