package io.chatroom;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import io.chatroom.testing.ServiceProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.OSInfo;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * SQLite's native library where no temporary directory can hold it. Nobody can make a
 * file in {@code /proc}.
 */
class NativeLibraryIT {

	@TempDir
	private Path directory;

	@Test
	void stopsStartWhereItCannotBeUnpacked() throws Exception {
		try (ServiceProcess server = ServiceProcess.startWith("-Dorg.sqlite.tmpdir=/proc", "--chat.tcp.port=0",
				"--server.port=0", "--chat.data.directory=" + this.directory)) {
			assertThat(server.exitCode()).isOne();
			assertThat(server.output())
				.contains(
						"Cannot start: chat.data.directory=" + this.directory
								+ " needs SQLite's native library, which cannot be loaded.",
						"JDK_JAVA_OPTIONS=-Djava.io.tmpdir=")
				.doesNotContain("\tat ");
			assertThat(this.directory).isEmptyDirectory();
		}
	}

	@Test
	void needsNoTemporaryDirectoryWhereItIsUnpacked() throws Exception {
		Path library = this.directory.resolve(System.mapLibraryName("sqlitejdbc"));
		try (InputStream packed = Objects.requireNonNull(SQLiteJDBCLoader.class.getResourceAsStream(
				"/org/sqlite/native/" + OSInfo.getNativeLibFolderPathForCurrentOS() + "/" + library.getFileName()))) {
			Files.copy(packed, library);
		}
		List<String> java = List.of("env",
				"JDK_JAVA_OPTIONS=-Dorg.sqlite.tmpdir=/proc -Dorg.sqlite.lib.path=" + this.directory);
		try (ServiceProcess server = ServiceProcess.startBehind(java, "--chat.tcp.port=0", "--server.port=0",
				"--chat.data.directory=" + this.directory.resolve("data"))) {
			server.port();
			assertThat(server.output()).doesNotContain("\tat ");
		}
	}

}
