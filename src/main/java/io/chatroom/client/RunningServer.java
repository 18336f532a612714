package io.chatroom.client;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds a running server of this machine by the file in which it keeps its readiness URL.
 */
final class RunningServer {

	/** The name that the server gives its file. */
	private static final String FILES = "chatroom-health-*.url";

	private RunningServer() {
	}

	/**
	 * Returns the readiness URL of the only server that this user runs here, or of the
	 * one that the variables choose. Never guesses: another server may have the port.
	 * @param environment the variables, of which {@code SERVER_PORT} and similar are read
	 * @param directories where servers keep their files
	 * @throws IllegalArgumentException with a message for the user
	 */
	static URI find(Map<String, String> environment, Set<Path> directories) {
		String port = first(environment, "MANAGEMENT_SERVER_PORT", "SERVER_PORT");
		// the server may take another form of number, or a placeholder
		boolean chooses = port.matches("\\d{1,5}") && Integer.parseInt(port) > 0;
		List<URI> all = directories.stream().flatMap((directory) -> urls(directory).stream()).distinct().toList();
		List<URI> found = all.stream().filter((url) -> !chooses || Integer.parseInt(port) == url.getPort()).toList();
		if (found.size() == 1) {
			return found.getFirst();
		}
		if (!found.isEmpty()) {
			throw new IllegalArgumentException(
					found.size() + " services run here. Give healthcheck the URL of one: " + listed(found));
		}
		if (!all.isEmpty()) {
			throw new IllegalArgumentException(
					"No service here has the HTTP port " + port + ". Give healthcheck the URL of one: " + listed(all));
		}
		throw new IllegalArgumentException("No service runs here: no running service of this user has a " + FILES
				+ " in " + listed(directories) + ". Give healthcheck the URL of a service.");
	}

	private static String listed(Collection<?> all) {
		return all.stream().map(String::valueOf).collect(Collectors.joining(", "));
	}

	private static List<URI> urls(Path directory) {
		List<URI> urls = new ArrayList<>();
		try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, FILES)) {
			for (Path file : files) {
				String url = heldByService(file) ? Files.readString(file).strip() : "";
				if (!url.isEmpty()) {
					urls.add(URI.create(url));
				}
			}
		}
		catch (IOException | DirectoryIteratorException ex) {
			// report no further servers
		}
		return urls;
	}

	/**
	 * Returns whether a running server holds the file's lock, and only this user can have
	 * written the file.
	 */
	private static boolean heldByService(Path file) throws IOException {
		if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || !Files.isWritable(file)) {
			return false;
		}
		if (file.getFileSystem().supportedFileAttributeViews().contains("posix")
				&& !PosixFilePermissions.toString(Files.getPosixFilePermissions(file)).endsWith("------")) {
			return false;
		}
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
				FileLock lock = channel.tryLock(0, Long.MAX_VALUE, false)) {
			return lock == null;
		}
		catch (OverlappingFileLockException ex) {
			// the lock is held in this process
			return true;
		}
	}

	private static String first(Map<String, String> environment, String... names) {
		for (String name : names) {
			String value = environment.getOrDefault(name, "").strip();
			// Kubernetes sets such variables for its Services; they are not settings
			if (!value.isEmpty() && !value.matches("(tcp|udp|sctp)://.*")) {
				return value;
			}
		}
		return "";
	}

}
