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

/**
 * The file that keeps what was typed, for the next run: its owner's alone.
 */
final class HistoryFile {

	private HistoryFile() {
	}

	/**
	 * Makes it, unless it is there.
	 * @param environment where the XDG base directories may be named
	 * @return where it is, or nothing when it cannot be written
	 */
	static Optional<Path> in(Map<String, String> environment) {
		try {
			Path file = stateHome(environment).resolve("chatroom").resolve("history");
			Files.createDirectories(file.getParent(), ownersAlone("rwx------"));
			create(file);
			return Optional.of(file).filter(Files::isWritable);
		}
		catch (IOException | InvalidPathException ex) {
			// one can talk without a history, too
			return Optional.empty();
		}
	}

	private static Path stateHome(Map<String, String> environment) {
		// relative paths are to be ignored, says the specification
		return Optional.ofNullable(environment.get("XDG_STATE_HOME"))
			.map(Path::of)
			.filter(Path::isAbsolute)
			.orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "state"));
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
