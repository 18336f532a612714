package io.chatroom;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the server's arguments are answered before anything is started.
 */
class ServerArgumentsTests {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	@ParameterizedTest
	@ValueSource(strings = { "--help", "-h", "help", "--chat.tcp.port=0 --help", "--help 5001", "--version --help" })
	void printsTheUsage(String arguments) {
		assertThat(answer(arguments.split(" "))).hasValue(0);
		assertThat(this.out.toString(StandardCharsets.UTF_8)).startsWith("Usage: ")
			.contains("--chat.tcp.port=PORT", "healthcheck");
		assertThat(this.err.size()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "--version", "-V", "version", "--chat.tcp.port=0 -V" })
	void printsTheVersion(String arguments) {
		assertThat(answer(arguments.split(" "))).hasValue(0);
		assertThat(this.out.toString(StandardCharsets.UTF_8))
			.matches("chatroom \\d+\\.\\d+\\.\\d+\\S*, commit ([0-9a-f]{7,40}|unknown)\n");
		assertThat(this.err.size()).isZero();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					5001                 | '5001' is not a setting. Settings are given as --NAME=VALUE, for example --chat.tcp.port=5555.
					start                | 'start' is neither a command nor a setting. Try
					conect               | 'conect' is neither a command nor a setting. Did you mean connect? Try
					``                   | '' is not a setting.
					--                   | '--' is not a setting.
					--=5                 | '--=5' is not a setting.
					--.=5                | '--.=5' is not a setting.
					--chat.=5            | '--chat.=5' is not a setting.
					-p                   | '-p' is not a setting.
					-Dchat.tcp.port=5001 | '-Dchat.tcp.port=5001' is not a setting.
					chat.tcp.port=5001   | 'chat.tcp.port=5001' is not a setting.
					--port=5001          | There is no setting '--port'. Did you mean --chat.tcp.port?
					--colour             | There is no setting '--colour'.
					--server.port=8080   | --server.port is given twice. A list has commas: --server.port=A,B.
					--chat.tcp.port      | --chat.tcp.port has no value. Settings are given as --chat.tcp.port=VALUE.
					""")
	void rejectsWhatIsNotASetting(String argument, String complaint) {
		assertThat(answer("--server.port=0", argument)).hasValue(2);
		assertThat(this.err.toString(StandardCharsets.UTF_8)).startsWith("chatroom: " + complaint)
			.endsWith(" Try --help.\n")
			.hasLineCount(1);
		assertThat(this.out.size()).isZero();
	}

	@Test
	void startsWithSettings() {
		assertThat(answer()).isEmpty();
		assertThat(answer("--chat.tcp.port=0", "--server.address=", "--debug", "--trace=true")).isEmpty();
		assertThat(this.out.size() + this.err.size()).isZero();
	}

	private OptionalInt answer(String... arguments) {
		return ServerArguments.answer(List.of(arguments), new PrintStream(this.out, true, StandardCharsets.UTF_8),
				new PrintStream(this.err, true, StandardCharsets.UTF_8));
	}

}
