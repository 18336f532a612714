package io.chatroom.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.jspecify.annotations.Nullable;

/**
 * A certificate authority for tests, made by the JDK's keytool when the first test asks
 * for it.
 */
public final class TestAuthority {

	/** The extension of a certificate for this machine. */
	public static final String LOCALHOST = "san=dns:localhost,ip:127.0.0.1";

	private static final char[] PASSWORD = "changeit".toCharArray();

	/**
	 * One compiler and one collector, for a program that is done in half a second, and a
	 * store that is no secret: whoever reads it derives a key as often as it says.
	 */
	private static final List<String> QUICK = List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC",
			"-J-Dkeystore.pkcs12.macIterationCount=1", "-J-Dkeystore.pkcs12.keyPbeIterationCount=1",
			"-J-Dkeystore.pkcs12.certPbeIterationCount=1");

	private static @Nullable TestAuthority shared;

	private final Path directory;

	private final Path store;

	private final Map<String, SSLContext> contexts = new ConcurrentHashMap<>();

	private TestAuthority(Path directory) {
		this.directory = directory;
		this.store = directory.resolve("store.p12");
		generate("ca", "-ext", "bc:c", "-ext", "ku:c=keyCertSign");
	}

	/**
	 * Returns the one that all tests trust.
	 */
	public static synchronized TestAuthority shared() {
		if (shared == null) {
			shared = new TestAuthority(temporaryDirectory());
			shared.issue("localhost", "-ext", LOCALHOST);
		}
		return shared;
	}

	private static Path temporaryDirectory() {
		try {
			Path directory = Files.createTempDirectory("test-authority");
			Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
			return directory;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void delete(Path directory) {
		try (var files = Files.list(directory)) {
			for (Path file : files.toList()) {
				Files.delete(file);
			}
			Files.delete(directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Issues a certificate with a key.
	 * @param name its name, and that of its files
	 * @param options more of keytool's options
	 */
	public TestAuthority issue(String name, String... options) {
		List<String> all = new ArrayList<>(List.of(options));
		all.addAll(List.of("-signer", "ca"));
		generate(name, all.toArray(String[]::new));
		return this;
	}

	/**
	 * Makes a key with a certificate that it signs itself.
	 * @param options more of keytool's options
	 */
	public TestAuthority selfSign(String name, String... options) {
		List<String> all = new ArrayList<>(List.of(options));
		all.addAll(List.of("-ext", LOCALHOST));
		generate(name, all.toArray(String[]::new));
		return this;
	}

	private synchronized void generate(String name, String... options) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias",
						name, "-dname", "CN=" + name, "-keyalg", "EC", "-groupname", "secp256r1", "-storetype",
						"PKCS12", "-keystore", this.store.toString(), "-storepass", new String(PASSWORD)));
		if (!List.of(options).contains("-validity")) {
			command.addAll(List.of("-validity", "30"));
		}
		command.addAll(List.of(options));
		command.addAll(QUICK);
		try {
			Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
			String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
				throw new IllegalStateException(command + ": " + output);
			}
			KeyStore keys = keys();
			writePem(certificate(name), "CERTIFICATE", keys.getCertificate(name).getEncoded());
			writePem(key(name), "PRIVATE KEY", keys.getKey(name, PASSWORD).getEncoded());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (GeneralSecurityException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void writePem(Path file, String type, byte[] content) throws IOException {
		String lines = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(content);
		Files.writeString(file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, lines, type));
	}

	private KeyStore keys() throws IOException, GeneralSecurityException {
		return KeyStore.getInstance(this.store.toFile(), PASSWORD);
	}

	/**
	 * Returns the PEM file of a certificate; the authority's own is {@code ca}.
	 */
	public Path certificate(String name) {
		return this.directory.resolve(name + ".crt");
	}

	/**
	 * Returns the PEM file of a key.
	 */
	public Path key(String name) {
		return this.directory.resolve(name + ".key");
	}

	/**
	 * Returns what trusts this authority, and shows one certificate.
	 * @param name the name of the certificate, or null to show none
	 */
	public SSLContext context(@Nullable String name) {
		return this.contexts.computeIfAbsent((name != null) ? name : "", this::createContext);
	}

	private SSLContext createContext(String name) {
		try {
			KeyStore all = keys();
			KeyStore own = KeyStore.getInstance("PKCS12");
			own.load(null, null);
			if (!name.isEmpty()) {
				Certificate[] chain = all.getCertificateChain(name);
				own.setKeyEntry(name, all.getKey(name, PASSWORD), PASSWORD, chain);
			}
			// as the service: the other one derives the key of the store for each
			// handshake
			KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("SunX509");
			keyManagers.init(own, PASSWORD);
			KeyStore trusted = KeyStore.getInstance("PKCS12");
			trusted.load(null, null);
			trusted.setCertificateEntry("ca", all.getCertificate("ca"));
			TrustManagerFactory trustManagers = TrustManagerFactory.getInstance("PKIX");
			trustManagers.init(trusted);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
			return context;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
