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

import org.jspecify.annotations.Nullable;

/**
 * The file that keeps what was typed, for the next run: its owner's alone.
 */
final class HistoryFile {

	private HistoryFile() {
	}

	/**
	 * Makes it, unless it is there.
	 * @param environment where {@code HOME} and the XDG base directories may be named
	 * @return where it is, or nothing when it cannot be written
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
			// one can talk without a history, too
			return Optional.empty();
		}
	}

	/**
	 * Returns the folder for what a program keeps, null when there is none: a user whom
	 * the machine does not know has no home, and Java calls it "?".
	 */
	private static @Nullable Path stateHome(Map<String, String> environment) {
		// relative paths are to be ignored, says the specification
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
