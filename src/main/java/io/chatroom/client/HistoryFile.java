package io.chatroom.client;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

import org.jline.reader.LineReader;
import org.jspecify.annotations.Nullable;

/**
 * The file that keeps typed lines for later runs. Only its owner can read it.
 */
final class HistoryFile {

	private HistoryFile() {
	}

	/**
	 * Creates the file if it does not exist.
	 * @param environment the variables, of which {@code XDG_STATE_HOME} and {@code HOME}
	 * are read
	 * @return the file, or nothing if the client may not write it
	 */
	static Optional<Path> in(Map<String, String> environment) {
		try {
			Path home = stateHome(environment);
			if (home == null) {
				return Optional.empty();
			}
			Path file = home.resolve("chatroom").resolve("history");
			Files.createDirectories(file.getParent(), ownersAlone("rwx------"));
			create(file);
			return Optional.of(file).filter(Files::isWritable);
		}
		catch (IOException | InvalidPathException ex) {
			// the client works without a history
			return Optional.empty();
		}
	}

	/**
	 * Loads the lines of earlier runs into a reader, which appends to the file from now
	 * on.
	 * @return whether the file could be read; if not, the reader has no history
	 */
	static boolean load(Path file, LineReader reader) {
		reader.getHistory().attach(reader);
		reader.setVariable(LineReader.HISTORY_FILE, file);
		try {
			reader.getHistory().load();
			return true;
		}
		catch (IOException | RuntimeException ex) {
			// for a file that is no history, load() throws various exceptions
			reader.getVariables().remove(LineReader.HISTORY_FILE);
			return false;
		}
	}

	/**
	 * Returns the XDG state directory, null if there is none. A user without an account
	 * on this machine has no home directory, and Java reports it as "?".
	 */
	private static @Nullable Path stateHome(Map<String, String> environment) {
		// the XDG specification says to ignore relative paths
		Path state = absolute(environment.get("XDG_STATE_HOME"));
		if (state != null) {
			return state;
		}
		Path home = absolute(environment.get("HOME"));
		home = (home != null) ? home : absolute(System.getProperty("user.home"));
		return (home != null) ? home.resolve(Path.of(".local", "state")) : null;
	}

	private static @Nullable Path absolute(@Nullable String folder) {
		if (folder == null || !Decodable.is(folder)) {
			return null;
		}
		Path path = Path.of(folder);
		return path.isAbsolute() ? path : null;
	}

	private static void create(Path file) throws IOException {
		try {
			Files.createFile(file, ownersAlone("rw-------"));
		}
		catch (FileAlreadyExistsException ex) {
			if (hasPermissions() && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
				Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
			}
		}
	}

	private static FileAttribute<?>[] ownersAlone(String permissions) {
		return hasPermissions()
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
				: new FileAttribute<?>[0];
	}

	private static boolean hasPermissions() {
		return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
	}

}
