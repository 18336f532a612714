package io.chatroom.ops;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.chatroom.protocol.AddressText;
import org.apache.catalina.connector.Connector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/**
 * Writes the URL of readiness to a file in {@code java.io.tmpdir}, for the
 * {@code healthcheck} command. Only this user can read the file. The service locks it
 * while it runs, so the command ignores a file that {@code kill -9} left behind.
 */
public final class HealthUrlFile implements DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(HealthUrlFile.class);

	/** The {@code healthcheck} command has the same prefix and suffix. */
	private static final String PREFIX = "chatroom-health-";

	private static final String SUFFIX = ".url";

	private final Path directory;

	private final Environment environment;

	private final PathMappedEndpoints endpoints;

	private @Nullable Path file;

	private @Nullable FileChannel locked;

	public HealthUrlFile(Environment environment, PathMappedEndpoints endpoints) {
		this.directory = Path.of(environment.getRequiredProperty("java.io.tmpdir"));
		this.environment = environment;
		this.endpoints = endpoints;
	}

	/**
	 * Writes the file when the web server of the actuator has started.
	 */
	@EventListener
	void opened(WebServerInitializedEvent event) {
		boolean isManagement = "management".equals(event.getApplicationContext().getServerNamespace());
		boolean hasActuator = switch (ManagementPortType.get(this.environment)) {
			case DISABLED -> false;
			case SAME -> !isManagement;
			case DIFFERENT -> isManagement;
		};
		if (hasActuator && this.endpoints.getPath(EndpointId.of("health")) != null
				&& event.getWebServer() instanceof TomcatWebServer server) {
			try {
				URI url = url(server.getTomcat().getConnector(), server.getPort(), isManagement);
				logger.info("Health is at {}", url);
				removeLeftBehind();
				write(url.toString());
			}
			catch (IOException | URISyntaxException ex) {
				logger.warn("Cannot write the health URL to {}: {}. Pass the URL to the healthcheck command",
						this.directory, ex.toString());
			}
		}
	}

	private URI url(Connector connector, int port, boolean isManagement) throws URISyntaxException {
		Object address = connector.getProperty("address");
		String host = (address instanceof InetAddress inet && !inet.isAnyLocalAddress()) ? AddressText.of(inet)
				: "localhost";
		String path = isManagement ? property("management.server.base-path")
				: property("server.servlet.context-path") + property("spring.mvc.servlet.path");
		path = "/" + path + "/" + this.endpoints.getPath(EndpointId.of("health")) + "/readiness";
		return new URI(connector.getScheme(), null, host, port, path.replaceAll("/+", "/"), null, null);
	}

	private String property(String name) {
		return this.environment.getProperty(name, "");
	}

	private void write(String url) throws IOException {
		Path created = Files.createTempFile(this.directory, PREFIX, SUFFIX);
		FileChannel channel = FileChannel.open(created, StandardOpenOption.WRITE);
		this.file = created;
		this.locked = channel;
		channel.lock();
		channel.write(ByteBuffer.wrap((url + "\n").getBytes(StandardCharsets.UTF_8)));
	}

	/**
	 * Removes the files of services that were killed.
	 */
	private void removeLeftBehind() throws IOException {
		try (DirectoryStream<Path> files = Files.newDirectoryStream(this.directory, PREFIX + "*" + SUFFIX)) {
			for (Path other : files) {
				// an empty file is being written by another service
				if (Files.isWritable(other) && Files.size(other) > 0 && !isLocked(other)) {
					Files.deleteIfExists(other);
				}
			}
		}
	}

	private static boolean isLocked(Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
				FileLock lock = channel.tryLock()) {
			return lock == null;
		}
		catch (OverlappingFileLockException ex) {
			return true;
		}
	}

	@Override
	public void destroy() throws IOException {
		if (this.file != null) {
			Files.deleteIfExists(this.file);
		}
		if (this.locked != null) {
			this.locked.close();
		}
	}

}
