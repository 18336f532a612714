package io.chatroom;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A copy of {@code mvnw} whose PATH, home and download site hold only what a test puts
 * there.
 */
final class WrappedProject implements AutoCloseable {

	/** What the script needs besides the tools that it can choose among. */
	private static final List<String> TOOLS = List.of("chmod", "cut", "dirname", "gzip", "head", "mkdir", "mktemp",
			"mv", "rm", "sed", "sha256sum", "shasum", "tar", "tr");

	private final HttpServer site;

	private final AtomicInteger downloads = new AtomicInteger();

	private final Path directory;

	private final Path bin;

	private final Path home;

	private final Path properties;

	WrappedProject(Path directory) throws IOException {
		this.directory = directory.toRealPath();
		this.bin = Files.createDirectory(this.directory.resolve("bin"));
		this.home = Files.createDirectory(this.directory.resolve("home"));
		this.properties = Files.createDirectories(this.directory.resolve(".mvn/wrapper"))
			.resolve("maven-wrapper.properties");
		Files.copy(Path.of("mvnw"), this.directory.resolve("mvnw"));
		for (String tool : TOOLS) {
			hasTool(tool);
		}
		this.site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.site.start();
	}

	Path home() {
		return this.home;
	}

	/** Puts a tool of this machine on the PATH, and tells whether there is one. */
	boolean hasTool(String name) throws IOException {
		for (String place : System.getenv("PATH").split(File.pathSeparator, -1)) {
			Path tool = Path.of(place, name);
			if (Files.isExecutable(tool)) {
				Path stub = Files.writeString(this.bin.resolve(name), "#!/bin/sh\nexec '" + tool + "' \"$@\"\n");
				assertThat(stub.toFile().setExecutable(true)).isTrue();
				return true;
			}
		}
		return false;
	}

	/** Puts a Maven of this version on the PATH. */
	void hasMaven(String version) throws IOException {
		new MavenStandIn(version).writeTo(this.bin.resolve("mvn"));
	}

	/** Names a distribution, and the checksum that it has to have. */
	void pins(String url, String sum) throws IOException {
		Files.writeString(this.properties, "distributionUrl=" + url + "\ndistributionSha256Sum=" + sum + "\n");
	}

	/** Offers an archive for download, pins it, and tells its checksum. */
	String pins(String archive, byte[] content) throws IOException, NoSuchAlgorithmException {
		String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
		pins(offers(archive, content), sum);
		return sum;
	}

	/** Offers an archive for download, and tells where. */
	String offers(String archive, byte[] content) {
		this.site.createContext("/" + archive, (exchange) -> {
			this.downloads.incrementAndGet();
			try (exchange) {
				exchange.sendResponseHeaders(200, content.length);
				exchange.getResponseBody().write(content);
			}
		});
		return url(archive);
	}

	String url(String archive) {
		return "http://127.0.0.1:" + this.site.getAddress().getPort() + "/" + archive;
	}

	/** What lies where fetched distributions of the pinned version are kept. */
	List<String> fetched() throws IOException {
		try (Stream<Path> files = Files.list(this.home.resolve(".m2/wrapper/dists/apache-maven-9.9.9"))) {
			return files.map((file) -> file.getFileName().toString()).toList();
		}
	}

	int downloads() {
		return this.downloads.get();
	}

	/** Runs the script from the home, another directory than the project's. */
	Outcome run(String... arguments) throws IOException, InterruptedException {
		return run(Map.of("JAVA_HOME", System.getProperty("java.home")), arguments);
	}

	Outcome run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(this.directory.resolve("mvnw").toString()));
		command.addAll(List.of(arguments));
		Path out = this.directory.resolve("out");
		Path err = this.directory.resolve("err");
		ProcessBuilder builder = new ProcessBuilder(command).directory(this.home.toFile())
			.redirectOutput(out.toFile())
			.redirectError(err.toFile());
		builder.environment().clear();
		builder.environment().putAll(Map.of("PATH", this.bin.toString(), "HOME", this.home.toString()));
		builder.environment().putAll(environment);
		Process process = builder.start();
		try {
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			process.toHandle().destroyForcibly();
		}
		return new Outcome(process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
	}

	@Override
	public void close() {
		this.site.stop(0);
	}

	/** How a run of the script ended, and what it printed. */
	record Outcome(int exitCode, List<String> out, List<String> err) {
	}

}
