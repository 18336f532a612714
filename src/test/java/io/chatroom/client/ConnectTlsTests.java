package io.chatroom.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

import io.chatroom.testing.TestAuthority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectTlsTests {

	private static final TestAuthority AUTHORITY = TestAuthority.shared();

	private static final String CA = AUTHORITY.certificate("ca").toString();

	private final Terminal terminal = new Terminal();

	@ParameterizedTest
	@CsvSource({ "localhost", "127.0.0.1" })
	void talksWithAServerThatItTrusts(String host) throws Exception {
		try (OneTlsServer server = new OneTlsServer("localhost")) {
			assertThat(run("bob\n", "--tls", "--ca", CA, host, server.port())).isZero();
			assertThat(this.terminal.printed()).isEqualTo("Name?\nbob\n");
			assertThat(this.terminal.complaints()).isEmpty();
		}
	}

	@Test
	void refusesAServerOfAnAuthorityThatIsNotKnown() throws Exception {
		String sentence = "localhost:%s cannot be trusted: its certificate is from an unknown CA (use --ca FILE).";
		AUTHORITY.selfSign("itself");
		refuses("localhost", "localhost", sentence);
		refuses("itself", "localhost", sentence, "--ca", CA);
	}

	@Test
	void refusesAServerWithTheCertificateOfAnotherHost() throws Exception {
		AUTHORITY.issue("elsewhere", "-ext", "san=dns:elsewhere.example");
		String sentence = "%s:%%s cannot be trusted: its certificate is for another host.";
		refuses("elsewhere", "localhost", sentence.formatted("localhost"), "--ca", CA);
		refuses("elsewhere", "127.0.0.1", sentence.formatted("127.0.0.1"), "--ca", CA);
	}

	@Test
	void checksTheCertificateOfEachServerForItsOwnHost() throws Exception {
		AUTHORITY.issue("far", "-ext", "san=dns:far.example").issue("name", "-ext", "san=dns:localhost");
		try (OneTlsServer a = new OneTlsServer("far");
				OneTlsServer b = new OneTlsServer("name");
				OneTlsServer c = new OneTlsServer("name")) {
			String servers = "localhost:%s,127.0.0.1:%s,localhost:%s".formatted(a.port(), b.port(), c.port());
			assertThat(run("bob\n", "--tls", "--ca", CA, servers)).isZero();
			assertThat(this.terminal.printed()).isEqualTo("Name?\nbob\n");
			assertThat(this.terminal.complaints()).isEqualToNormalizingNewlines("""
					localhost:%s cannot be trusted: its certificate is for another host.
					127.0.0.1:%s cannot be trusted: its certificate is for another host.
					""".formatted(a.port(), b.port()));
		}
	}

	@Test
	void refusesAServerWhoseCertificateIsNotOfToday() throws Exception {
		AUTHORITY.issue("old", "-ext", TestAuthority.LOCALHOST, "-startdate", "-10d", "-validity", "3");
		AUTHORITY.issue("early", "-ext", TestAuthority.LOCALHOST, "-startdate", "+3d", "-validity", "3");
		refuses("old", "localhost", "localhost:%s cannot be trusted: its certificate has expired.", "--ca", CA);
		refuses("early", "localhost", "localhost:%s cannot be trusted: its certificate is not valid yet.", "--ca", CA);
	}

	@Test
	void refusesACertificateThatIsNotOfTodayThoughItIsTrusted() throws Exception {
		AUTHORITY.selfSign("itself-old", "-startdate", "-10d", "-validity", "3");
		AUTHORITY.selfSign("itself-early", "-startdate", "+3d", "-validity", "3");
		refuses("itself-old", "localhost", "localhost:%s cannot be trusted: its certificate has expired.", "--ca",
				AUTHORITY.certificate("itself-old").toString());
		refuses("itself-early", "localhost", "localhost:%s cannot be trusted: its certificate is not valid yet.",
				"--ca", AUTHORITY.certificate("itself-early").toString());
	}

	@Test
	void refusesACertificateThatIsNotOneOfAServer() throws Exception {
		AUTHORITY.issue("of-client", "-ext", TestAuthority.LOCALHOST, "-ext", "eku=clientAuth")
			.issue("signs", "-ext", TestAuthority.LOCALHOST, "-ext", "ku:critical=keyCertSign")
			.issue("odd", "-ext", TestAuthority.LOCALHOST, "-ext", "1.2.3.4:critical=0500");
		String sentence = "localhost:%%s cannot be trusted: its certificate is not valid for a server: %s.";
		refuses("of-client", "localhost",
				sentence.formatted("Extended key usage does not permit use for TLS server authentication"), "--ca", CA);
		refuses("signs", "localhost", sentence.formatted("KeyUsage does not allow digital signatures"), "--ca", CA);
		refuses("odd", "localhost", sentence.formatted("unrecognized critical extension(s)"), "--ca", CA);
	}

	private void refuses(String certificate, String host, String sentence, String... options) throws Exception {
		Terminal own = new Terminal();
		try (OneTlsServer server = new OneTlsServer(certificate)) {
			String[] args = new String[options.length + 3];
			System.arraycopy(options, 0, args, 0, options.length);
			args[options.length] = "--tls";
			args[options.length + 1] = host;
			args[options.length + 2] = server.port();
			assertThat(ConnectCommand.run(args, InputStream.nullInputStream(), own.out, own.err)).isOne();
			assertThat(own.complaints()).isEqualToIgnoringNewLines(sentence.formatted(server.port()) + "\n");
			assertThat(own.printed()).isEmpty();
		}
	}

	@Test
	void refusesAServerThatDoesNotSpeakTls() throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> {
			socket.getOutputStream().write("Greetings from the ChatRoom!\r\n".getBytes(StandardCharsets.UTF_8));
			socket.getInputStream().readAllBytes();
		})) {
			assertThat(run("", "--tls", "127.0.0.1", server.port())).isOne();
			assertThat(this.terminal.complaints())
				.matches("127.0.0.1:%s does not speak TLS on that port\\.\\R".formatted(server.port()));
		}
	}

	@Test
	void tellsThatTheServerWentAway() throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> {
			socket.getInputStream().readNBytes(5);
			socket.shutdownOutput();
			socket.getInputStream().readAllBytes();
		})) {
			assertThat(run("", "--tls", "127.0.0.1", server.port())).isOne();
			assertThat(this.terminal.complaints())
				.matches("127.0.0.1:%s closed the connection during the TLS handshake\\.\\R".formatted(server.port()));
		}
	}

	@Test
	void tellsOfACertificateOfItsOwnThatCannotBeUsed(@TempDir Path directory) throws Exception {
		AUTHORITY.issue("own").issue("expired", "-startdate", "-10d", "-validity", "3");
		String own = AUTHORITY.certificate("own").toString();
		String key = AUTHORITY.key("own").toString();
		Path old = Files.writeString(directory.resolve("old.pem"),
				"-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n");
		Path junk = Files.writeString(directory.resolve("junk.pem"),
				"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
		String expired = AUTHORITY.certificate("expired").toString();
		tells(own, AUTHORITY.key("localhost").toString(), "The key in %2$s does not match the certificate in %1$s.");
		tells(own, own, "There is no private key in %2$s.");
		tells(own, old.toString(),
				"The key in %2$s is encrypted or not in PKCS #8 form. Convert it with openssl pkey -in %2$s.");
		tells(own, junk.toString(), "Cannot read the EC key from %2$s.");
		tells(own, directory.resolve("none.pem").toString(), "There is no file %2$s.");
		tells(key, key, "Cannot read certificates from %1$s: signed fields invalid.");
		tells(expired, AUTHORITY.key("expired").toString(), "The certificate in %1$s has expired.");
	}

	private void tells(String certificate, String key, String sentence) {
		Terminal own = new Terminal();
		String[] args = { "--tls", "--cert", certificate, "--key", key, "localhost" };
		assertThat(ConnectCommand.run(args, InputStream.nullInputStream(), own.out, own.err)).isOne();
		assertThat(own.complaints()).isEqualToIgnoringNewLines(sentence.formatted(certificate, key));
	}

	@Test
	void tellsOfAFileThatHasNoAuthorities(@TempDir Path directory) throws Exception {
		Path missing = directory.resolve("missing.pem");
		assertThat(run("", "--tls", "--ca", missing.toString())).isOne();
		Path empty = Files.createFile(directory.resolve("empty.pem"));
		assertThat(run("", "--tls", "--ca", empty.toString())).isOne();
		Path junk = Files.writeString(directory.resolve("junk.pem"), "junk");
		assertThat(run("", "--tls", "--ca", junk.toString())).isOne();
		assertThat(this.terminal.complaints().lines()).satisfiesExactly(
				(line) -> assertThat(line).isEqualTo("There is no file %s.", missing),
				(line) -> assertThat(line).isEqualTo("Cannot read certificates from %s: it is empty.", empty),
				(line) -> assertThat(line).startsWith("Cannot read certificates from " + junk));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			--ca        | --ca needs a file.
			--ca x      | --ca needs --tls.
			--tsl       | Unknown option '--tsl'.
			""")
	void explainsAWrongCall(String words, String sentence) {
		assertThat(run("", words.split(" "))).isEqualTo(2);
		assertThat(this.terminal.complaints()).startsWith(sentence);
	}

	private int run(String input, String... args) {
		InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
		return ConnectCommand.run(args, in, this.terminal.out, this.terminal.err, new Waits(Delay.REAL, 1));
	}

	/**
	 * A TLS server that prompts one client for a name, and echoes what it sends.
	 */
	private static final class OneTlsServer implements AutoCloseable {

		private final SSLServerSocket listener;

		OneTlsServer(String certificate) throws IOException {
			this.listener = (SSLServerSocket) AUTHORITY.context(certificate)
				.getServerSocketFactory()
				.createServerSocket(0, 1, InetAddress.getLoopbackAddress());
			Thread.startVirtualThread(() -> {
				try (SSLSocket socket = (SSLSocket) this.listener.accept()) {
					socket.getOutputStream().write("Name?\r\n".getBytes(StandardCharsets.UTF_8));
					socket.getInputStream().transferTo(socket.getOutputStream());
				}
				catch (IOException ex) {
					// a client that rejects the certificate closes the connection
				}
			});
		}

		String port() {
			return Integer.toString(this.listener.getLocalPort());
		}

		@Override
		public void close() throws IOException {
			this.listener.close();
		}

	}

}
