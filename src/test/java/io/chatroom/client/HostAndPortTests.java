package io.chatroom.client;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HostAndPortTests {

	@ParameterizedTest
	@CsvSource({ "example.org, example.org, 5000, example.org:5000", "example.org:7, example.org, 7, example.org:7",
			"127.0.0.1:65535, 127.0.0.1, 65535, 127.0.0.1:65535", "::1, ::1, 5000, [::1]:5000",
			"[::1], ::1, 5000, [::1]:5000", "[::1]:7, ::1, 7, [::1]:7",
			"fe80::1%eth0, fe80::1%eth0, 5000, [fe80::1%eth0]:5000" })
	void parsesWhatUsersWrite(String text, String host, int port, String printed) {
		HostAndPort parsed = HostAndPort.parse(text, 5000);
		assertThat(parsed).isEqualTo(new HostAndPort(host, port)).hasToString(printed);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", ":5000", "[]:5000", "[::1", "[::1]x", "[::1]:", "host:", "host:0", "host:65536",
			"host:-1", "host:+1", "host:x", "host:99999999999" })
	void rejectsWhatIsNoAddress(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> HostAndPort.parse(text, 5000))
			.withMessageMatching(".*\\.");
	}

}
