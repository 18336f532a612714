package io.chatroom;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.TestAuthority;
import io.chatroom.testing.TlsServer;
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
 * What an operator does wrong stops the start with one sentence that names the property.
 */
@ExtendWith(OutputCaptureExtension.class)
@Isolated
class StartTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					chat.tcp.port=70000                 | chat.tcp.port=70000 must be at most 65535.
					chat.tcp.port=abc                   | chat.tcp.port=abc is not a number, such as 100.
					chat.tcp.port=tcp://10.43.0.7:5000  | chat.tcp.port=tcp://10.43.0.7:5000 is not a number, such as 100.
					chat.tcp.max-line-length=3          | chat.tcp.max-line-length=3 must be at least 64.
					chat.outbox.max-bytes=1B            | chat.outbox.max-bytes=1B must be at least 4KB.
					chat.tcp.drain-timeout=soon         | chat.tcp.drain-timeout=soon is not a duration, such as 500ms, 30s or 5m.
					chat.room.show-address=perhaps      | chat.room.show-address=perhaps is neither true nor false.
					chat.tcp.drain-timeout=366d         | chat.tcp.drain-timeout=366d must be at most 365d.
					chat.tcp.prot=5000                  | chat.tcp.prot is not a setting. Did you mean chat.tcp.port?
					chat.tls.handshake-timeout=         | chat.tls.handshake-timeout has no value.
					chat.tls.bundle=web                 | chat.tls.bundle=web names no bundle. Set spring.ssl.bundle.pem.web.keystore.certificate and spring.ssl.bundle.pem.web.keystore.private-key.
					chat.tcp.drain-timeout=-5s          | chat.tcp.drain-timeout=-5s must be at least 0s.
					chat.cluster.patience=25h           | chat.cluster.patience=25h must be at most 1d.
					chat.tls.port=70000                 | chat.tls.port=70000 must be at most 65535.
					chat.tls.client-auth=perhaps        | chat.tls.client-auth=perhaps is not one of none, want, need.
					chat.tls.handshake-timeout=0s       | chat.tls.handshake-timeout=0s must be at least 1ms.
					chat.proxy.header-timeout=0s        | chat.proxy.header-timeout=0s must be at least 1ms.
					chat.proxy.trusted=10.0.0.0/33      | chat.proxy.trusted=10.0.0.0/33 is invalid: '10.0.0.0/33' is no range such as 10.0.0.0/8 or 2001:db8::/32.
					chat.room.history=-1                | chat.room.history=-1 must be at least 0.
					chat.room.history-bytes=-1B         | chat.room.history-bytes=-1B must be at least 0B.
					chat.limits.max-connections=0       | chat.limits.max-connections=0 must be at least 1.
					chat.limits.max-connections-per-address=-1 | chat.limits.max-connections-per-address=-1 must be at least 0.
					chat.limits.connections-per-minute-per-address=-1 | chat.limits.connections-per-minute-per-address=-1 must be at least 0.
					chat.limits.exempt=localhost        | chat.limits.exempt=localhost is invalid: 'localhost' is no range such as 10.0.0.0/8 or 2001:db8::/32.
					chat.tcp.framing=crlf               | chat.tcp.framing=crlf is not one of line, read.
					chat.outbox.max-bytes=1GiB          | chat.outbox.max-bytes=1GiB is not a size, such as 4096B, 256KB or 1MB.
					chat.tcp.max-line-length=1k         | chat.tcp.max-line-length=1k is not a number, such as 100.
					chat.tcp.drain-timeout=5            | chat.tcp.drain-timeout=5 has no unit: 5s, or 5ms.
					chat.tls.handshake-timeout=10       | chat.tls.handshake-timeout=10 has no unit: 10s, or 10ms.
					chat.outbox.stall-timeout=+30       | chat.outbox.stall-timeout=+30 has no unit: +30s, or +30ms.
					chat.limits.name-deadline=60        | chat.limits.name-deadline=60 has no unit: 60s, or 60ms.
					chat.limits.idle-timeout=300        | chat.limits.idle-timeout=300 has no unit: 300s, or 300ms.
					chat.proxy.header-timeout=5         | chat.proxy.header-timeout=5 has no unit: 5s, or 5ms.
					chat.rooms.first=the lobby          | chat.rooms.first="the lobby" is no name of a room: it has 1 to 24 letters, digits, '_', '-' or '.'.
					chat.rooms.hidden=den,-x            | chat.rooms.hidden=-x is no name of a room: it has 1 to 24 letters, digits, '_', '-' or '.'.
					chat.rooms.restricted=!             | chat.rooms.restricted=! is no name of a room: it has 1 to 24 letters, digits, '_', '-' or '.'.
					chat.rooms.restricted=LOBBY         | chat.rooms.restricted=LOBBY has the room in which everyone begins.
					chat.rooms.create=all               | chat.rooms.create=all is not one of anyone, accounts, operators, nobody.
					chat.data.sync=always               | chat.data.sync=always is not one of normal, full.
					chat.history.keep=30                | chat.history.keep=30 has no unit: 30s, or 30ms.
					chat.history.keep=0s                | chat.history.keep=0s must be at least 1m.
					chat.history.max-bytes=1KB          | chat.history.max-bytes=1KB must be at least 1MB.
					chat.rooms.max=0                    | chat.rooms.max=0 must be at least 1.
					chat.limits.deny=::1,10.0.0.1/8     | chat.limits.deny=::1,10.0.0.1/8 is invalid: '10.0.0.1/8' has bits behind its prefix.
					""")
	void refusesABadValue(String setting, String sentence, CapturedOutput output) {
		assertThatException().isThrownBy(() -> ChatServer.start(setting).close())
			.satisfies((failure) -> assertThat(StartExitCode.of(failure)).isEqualTo(StartExitCode.INVALID_SETTING));
		assertThat(output).contains("Cannot start: " + sentence).doesNotContain("\tat ");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					chat.tcp.bind-address=no.such.host. | chat.tcp.bind-address=no.such.host. is not an address of a host, such as localhost, 127.0.0.1 or ::1.
					chat.tcp.bind-address=local host    | chat.tcp.bind-address="local host" is not an address of a host, such as
					chat.tcp.bind-address=192.0.2.1     | chat.tcp.bind-address=192.0.2.1 is not an address of this machine; 0.0.0.0 is all of them.
					chat.data.directory=pom.xml         | chat.data.directory=pom.xml is not a directory. Choose another directory, or keep everything in memory alone: --chat.data.directory="".
					chat.data.directory=pom.xml/data    | chat.data.directory=pom.xml/data cannot be made as
					chat.data.directory=/sys            | chat.data.directory=/sys cannot be written to: permission denied. Choose
					chat.rooms.motd=file:no/such.txt    | chat.rooms.motd=file:no/such.txt cannot be read: no such file.
					""")
	void refusesWhatTheMachineDoesNotHave(String setting, String sentence, CapturedOutput output) {
		assertThatException().isThrownBy(() -> ChatServer.start(setting).close())
			.satisfies((failure) -> assertThat(StartExitCode.of(failure)).isOne());
		assertThat(output).contains("Cannot start: " + sentence).doesNotContain("\tat ");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					chat.web.allowed-origins=chat.example.org       | chat.web.allowed-origins=chat.example.org is no origin, such as
					chat.web.allowed-origins=*,https://example.org/ | chat.web.allowed-origins=https://example.org/ is no origin, such as
					chat.web.bundle=web                             | chat.web.bundle=web names no bundle. Set
					chat.web.address=192.0.2.1                      | chat.web.address=192.0.2.1 is not an address of this machine; 0.0.0.0 is all of them.
					""")
	void refusesABadValueOfTheWebServer(String setting, String sentence, CapturedOutput output) {
		assertThatException().isThrownBy(() -> ChatServer.startWithWeb(setting).close());
		assertThat(output).contains("Cannot start: " + sentence).doesNotContain("\tat ");
	}

	@Test
	void refusesAFileThatIsNoYaml(@TempDir Path files, CapturedOutput output) throws Exception {
		Files.writeString(files.resolve("application.yml"), "chat.tcp.port: 0\n  chat.tls.port: 0\n");
		assertThatException()
			.isThrownBy(() -> ChatServer.start("spring.config.additional-location=file:" + files + "/").close())
			.satisfies((failure) -> assertThat(StartExitCode.of(failure)).isEqualTo(StartExitCode.INVALID_SETTING));
		assertThat(output)
			.contains("Cannot start: A file of settings, such as application.yml, is not YAML:"
					+ " mapping values are not allowed here (line 2, column 16).")
			.doesNotContain("\tat ");
	}

	@Test
	void refusesAPlaceOfSettingsThatIsMissing(CapturedOutput output) {
		assertThatException().isThrownBy(() -> ChatServer.start("spring.config.location=file:/no/such/").close());
		assertThat(output).contains("Cannot start: Config data location 'file:/no/such/' does not exist. Check that");
	}

	@Test
	void refusesABundleThatCannotBeUsed(@TempDir Path files, CapturedOutput output) {
		TestAuthority authority = TestAuthority.shared();
		Path certificate = authority.certificate("localhost");
		Path missing = files.resolve("missing.key");
		assertThatException().isThrownBy(() -> TlsServer.start(certificate, missing).close());
		assertThat(output).contains("Cannot start: chat.tls.bundle=web names a bundle that cannot be used: Unable to"
				+ " create key store: Error reading certificate or key from file '" + missing + "': no such file.");
		assertThatException().isThrownBy(
				() -> TlsServer.start(certificate, missing, "spring.ssl.bundle.pem.web.reload-on-update=true").close());
		assertThat(output).contains(
				"Cannot start: spring.ssl.bundle is invalid: '" + missing + "' is neither a file nor a directory.");
		Path other = authority.key("ca");
		assertThatException()
			.isThrownBy(() -> TlsServer.start(certificate, other, "spring.ssl.bundle.pem.web.keystore.verify-keys=true")
				.close());
		assertThat(output).contains("Cannot start: spring.ssl.bundle is invalid: Private key in keystore"
				+ " matches none of the certificates in the chain.");
		assertThatException().isThrownBy(() -> TlsServer.start("chat.tls.client-auth=need").close());
		assertThat(output).contains("Cannot start: chat.tls.bundle=web names a bundle without a truststore, and"
				+ " chat.tls.client-auth needs one.");
		assertThatException().isThrownBy(() -> ChatServer
			.start("chat.tls.bundle=web", "spring.ssl.bundle.pem.web.truststore.certificate=" + certificate)
			.close());
		assertThat(output)
			.contains("Cannot start: chat.tls.bundle=web names a bundle without a private key and its certificate.")
			.doesNotContain("\tat ");
	}

	@Test
	void refusesATlsPortInUse(CapturedOutput output) throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			String port = "chat.tls.port=" + taken.getLocalPort();
			assertThatException().isThrownBy(() -> TlsServer.start(port).close());
			assertThat(output)
				.contains("Cannot start: " + port + " cannot be opened on 127.0.0.1: Address already in use."
						+ " Choose another port, for example --chat.tls.port=5555");
		}
	}

}
