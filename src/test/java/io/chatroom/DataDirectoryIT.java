package io.chatroom;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.ServiceProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where the program keeps rooms when nobody says where: in {@code data}, in the working
 * directory.
 */
class DataDirectoryIT {

	private static final String[] ANY_PORTS = { "--chat.tcp.port=0", "--server.port=0" };

	@TempDir
	private Path directory;

	@Test
	void isMadeByServer() {
		try (ServiceProcess server = startHere(List.of(), ANY_PORTS)) {
			server.port();
			Path data = this.directory.resolve("data");
			assertThat(data.resolve("chat.db")).isRegularFile();
			assertThat(server.output()).contains("Rooms are kept in " + data);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "connect --name alice localhost PORT", "healthcheck",
			"load --clients 2 --senders 1 --rate 5 --seconds 1 --port PORT", "--help" })
	void isNotMadeByOtherCommands(String command) throws Exception {
		try (ChatServer server = ChatServer.lend();
				ServiceProcess program = startHere(List.of(),
						command.replace("PORT", String.valueOf(server.port())).split(" "))) {
			program.type();
			program.exitCode();
			assertThat(program.output()).isNotEmpty();
			assertThat(this.directory).isEmptyDirectory();
		}
	}

	@Test
	void isNotMadeByServersOfTests() throws Exception {
		Path data = Path.of("data");
		boolean before = Files.exists(data);
		try (ServiceProcess server = ServiceProcess.start(ANY_PORTS)) {
			server.port();
			assertThat(Files.exists(data)).isEqualTo(before);
		}
	}

	@Test
	void isAskedForWhereItCannotBeMade() throws Exception {
		Files.setPosixFilePermissions(this.directory, PosixFilePermissions.fromString("r-xr-xr-x"));
		try (ServiceProcess server = startHere(asAnyUser(this.directory), ANY_PORTS)) {
			assertThat(server.exitCode()).isOne();
			assertThat(server.output())
				.contains("Cannot start: chat.data.directory=data cannot be made as " + this.directory.resolve("data")
						+ ": permission denied. Choose another directory, or keep everything in memory alone:"
						+ " --chat.data.directory=\"\".")
				.doesNotContain("\tat ");
		}
	}

	@Test
	void isOfTheUserWhoRunsTheServer() throws Exception {
		Path file = Files.createFile(Files.createDirectory(this.directory.resolve("data")).resolve("chat.db"));
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
		try (ServiceProcess server = startHere(asAnyUser(file), ANY_PORTS)) {
			assertThat(server.exitCode()).isOne();
			assertThat(server.output())
				.contains("Cannot start: chat.data.directory=data has a file that the service cannot write, chat.db:"
						+ " permission denied. Give it to the user of the service: chown USER " + file + ".")
				.doesNotContain("\tat ");
		}
	}

	/**
	 * Returns what takes root's power over a file that is not writable.
	 */
	private static List<String> asAnyUser(Path file) {
		return Files.isWritable(file) ? List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all") : List.of();
	}

	private ServiceProcess startHere(List<String> wrapper, String... arguments) {
		List<String> command = new ArrayList<>(
				List.of("sh", "-c", "unset CHAT_DATA_DIRECTORY; cd \"$0\"; exec \"$@\"", this.directory.toString()));
		command.addAll(wrapper);
		return ServiceProcess.startBehind(command, arguments);
	}

}
