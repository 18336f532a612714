package io.chatroom;

import io.chatroom.testing.ServiceProcess;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The help of the program, without a start of the server.
 */
class HelpIT {

	@ParameterizedTest
	@CsvSource({ "--help, [server]", "help, [server]", "server --help, [server]", "connect --help, connect",
			"load --help, load", "healthcheck --help, healthcheck" })
	void isPrinted(String arguments, String command) throws Exception {
		try (ServiceProcess program = ServiceProcess.start(arguments.split(" "))) {
			assertThat(program.exitCode()).isZero();
			assertThat(program.output()).startsWith("Usage: java -jar chatroom.jar " + command + " ")
				.contains("Options", "Examples:")
				.doesNotContain("Started");
		}
	}

}
