package io.chatroom;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.ServiceProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What an operator does wrong with ports, and with settings of HTTP, stops the start with
 * one sentence that names the property.
 */
@ExtendWith(OutputCaptureExtension.class)
@Isolated
class StartIT {

	@Test
	void refusesABadValueOfOthersToo(CapturedOutput output) {
		assertThatException().isThrownBy(() -> ChatServer.startWithHttp("server.port=seven").close());
		assertThat(output).contains("Cannot start: server.port=seven is not a number, such as 100.")
			.doesNotContain("\tat ");
	}

	@Test
	void refusesAPortOfTheActuatorInUse(CapturedOutput output) throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			String port = "management.server.port=" + taken.getLocalPort();
			assertThatException()
				.isThrownBy(() -> ChatServer.startWithHttp("management.server.address=localhost", port).close());
			assertThat(output).contains("Cannot start: " + port + " is already in use.");
		}
	}

	@Test
	void refusesAPortOfTheChatInUse() throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				ServiceProcess service = ServiceProcess.start("--chat.tcp.port=" + taken.getLocalPort(),
						"--server.port=0")) {
			assertThat(service.exitCode()).isOne();
			assertThat(service.output())
				.contains("Cannot start: chat.tcp.port=" + taken.getLocalPort()
						+ " cannot be opened on 127.0.0.1: Address already in use."
						+ " Choose another port, for example --chat.tcp.port=5555")
				.doesNotContain("\tat ", "Exception");
		}
	}

	@Test
	void refusesAFolderForTemporaryFilesThatIsNone(@TempDir Path directory) throws Exception {
		Path file = Files.createFile(directory.resolve("file"));
		try (ServiceProcess service = ServiceProcess.startWith("-Djava.io.tmpdir=" + file, "--chat.tcp.port=0",
				"--server.port=0")) {
			assertThat(service.exitCode()).isOne();
			assertThat(service.output())
				.contains("Cannot start: java.io.tmpdir=" + file
						+ " is not a folder that can be written to. Choose another: java -Djava.io.tmpdir=FOLDER")
				.doesNotContain("\tat ");
		}
	}

	@Test
	void refusesAPortOfHttpInUse(CapturedOutput output) throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			String port = "server.port=" + taken.getLocalPort();
			assertThatException().isThrownBy(() -> ChatServer.startWithHttp(port).close());
			assertThat(output).contains("Cannot start: " + port
					+ " is already in use. Stop the program that uses it, or choose another port: --server.port=8888.")
				.doesNotContain("\tat ", "Exception");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					server.port=70000            | server.port=70000 cannot be opened on localhost: port out of range:70000.
					server.address=192.0.2.1     | server.address=192.0.2.1 is not an address of this machine; 0.0.0.0 is all of them.
					management.endpoint.chat.access=all | management.endpoint.chat.access=all is not one of none, read-only, unrestricted.
					server.ssl.bundle=nope       | There is no bundle nope under spring.ssl.bundle.
					management.server.port=70000 | management.server.port=70000 cannot be opened on any address: port out of range:70000.
					""")
	void refusesWhereHttpCannotBe(String setting, String sentence, CapturedOutput output) {
		assertThatException().isThrownBy(() -> ChatServer.startWithHttp(setting).close());
		assertThat(output).contains("Cannot start: " + sentence).doesNotContain("\tat ");
	}

}
