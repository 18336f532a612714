package io.chatroom;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.net.ssl.SSLSocket;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.ServiceProcess;
import io.chatroom.testing.TestAuthority;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Signals to the running program, other than SIGTERM.
 */
class SignalIT {

	private static final Path JAR = Path.of("target", "chatroom.jar");

	private static final Pattern TLS = Pattern.compile("Chat is open for TLS on port (\\d+)");

	private static final String[] ANY_PORT = { "--chat.tcp.port=0", "--server.port=0" };

	@Test
	void goesOnWithoutATerminalAndLogsWhatToDo() throws Exception {
		try (ServiceProcess service = ServiceProcess.startBehind(withSignals("setsid"), ANY_PORT);
				TestClient alice = ChatServer.join(TestClient.connect(service.port()), "alice")) {
			// it is up, and no signal comes too early
			service.awaitOutput("Started in");
			for (String name : List.of("HUP", "USR1", "ALRM", "VTALRM", "PROF", "IO", "PWR")) {
				service.signal(name);
				service.awaitOutput(" SIG" + name + ": nothing to do.");
			}
			alice.say("hello").expect("alice: hello");
			service.signal("INT");
			alice.expect("The server is going down. Goodbye!").expectEnd();
			assertThat(service.exitCode()).isZero();
			assertThat(service.output()).contains("changed settings need a restart");
		}
	}

	/**
	 * From the jar, where the JVM's thread for signals has not the program's class
	 * loader.
	 */
	@Test
	void readsCertificatesAgain(@TempDir Path files) throws Exception {
		assumeTrue(Files.exists(JAR));
		TestAuthority authority = TestAuthority.shared();
		Path certificate = Files.copy(authority.certificate("localhost"), files.resolve("server.crt"));
		Path key = Files.copy(authority.key("localhost"), files.resolve("server.key"));
		try (ServiceProcess service = ServiceProcess.startJarBehind(withSignals("setsid"), JAR, List.of(),
				"--chat.tcp.port=0", "--server.port=0", "--chat.tls.bundle=web", "--chat.tls.port=0",
				"--spring.ssl.bundle.pem.web.keystore.certificate=" + certificate,
				"--spring.ssl.bundle.pem.web.keystore.private-key=" + key)) {
			service.awaitOutput("Started in");
			Files.writeString(key, "no key");
			service.signal("HUP");
			service.awaitOutput("SSL bundle web cannot be reloaded; the old one stays in use:");
			assertThat(shownAt(service.await(TLS))).isEqualTo("CN=localhost");
			authority.issue("signalled", "-ext", TestAuthority.LOCALHOST);
			Files.writeString(certificate, Files.readString(authority.certificate("signalled")));
			Files.writeString(key, Files.readString(authority.key("signalled")));
			service.signal("HUP");
			service.awaitOutput("SIGHUP: bundle web was read again.");
			assertThat(shownAt(service.await(TLS))).isEqualTo("CN=signalled");
		}
	}

	private static String shownAt(int port) throws Exception {
		try (SSLSocket socket = (SSLSocket) TestAuthority.shared()
			.context(null)
			.getSocketFactory()
			.createSocket("localhost", port)) {
			return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSubjectX500Principal().getName();
		}
	}

	@Test
	void stopsInOrderWhenItsTerminalIsClosed() throws Exception {
		// "script" gives it a terminal
		try (ServiceProcess service = ServiceProcess
			.startBehind(withSignals("sh", "-c", "exec script -qefc \"$*\" /dev/null", "sh"), ANY_PORT);
				TestClient alice = ChatServer.join(TestClient.connect(service.port()), "alice")) {
			service.signal("HUP");
			alice.expect("The server is going down. Goodbye!").expectEnd();
			assertThat(service.exitCode()).isZero();
		}
	}

	@Test
	void ignoresHangUpBehindNohup() throws Exception {
		try (ServiceProcess service = ServiceProcess
			.startBehind(List.of("setsid", "sh", "-c", "trap '' HUP; exec \"$@\"", "sh"), ANY_PORT);
				TestClient alice = ChatServer.join(TestClient.connect(service.port()), "alice")) {
			service.signal("HUP");
			service.signal("USR1");
			service.awaitOutput(" SIGUSR1: nothing to do.");
			alice.say("hello").expect("alice: hello");
			assertThat(service.output()).doesNotContain("SIGHUP");
		}
	}

	/**
	 * Returns a command that ignores no signal, whatever the tests were started by.
	 */
	private static List<String> withSignals(String... command) {
		return Stream.concat(Stream.of("env", "--default-signal"), Stream.of(command)).toList();
	}

}
