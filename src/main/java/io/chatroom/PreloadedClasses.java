package io.chatroom;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * Loads classes before they are needed. Otherwise the JVM reads them from the jar file
 * when they are first used, and fails if somebody has copied another jar over it since:
 * clients lose their connections, and a stop says no goodbye.
 */
final class PreloadedClasses {

	private static final String ROOT = "io/chatroom/";

	private static final String CLIENT = ROOT + "client/";

	private static final String PROTOCOL = ROOT + "protocol/";

	private static final String LOAD_TOOL = CLIENT + "load/";

	/** Of the package, and the class that wires it. */
	private static final String WEB = ROOT + "web/";

	private static final String SERVER_CLASSES = "preloaded-by-server.txt";

	private static final String SUFFIX = ".class";

	private PreloadedClasses() {
	}

	/**
	 * Loads what the server needs to serve its clients and to stop. A daemon thread does
	 * it; this method returns at once.
	 * @param web whether it serves browsers too
	 */
	static void forServer(boolean web) {
		loadInBackground((file) -> !file.startsWith(CLIENT) && (web || !file.startsWith(WEB)),
				web ? List.of(SERVER_CLASSES, "preloaded-by-web.txt") : List.of(SERVER_CLASSES));
	}

	/**
	 * Loads what the client needs, likewise.
	 */
	static void forClient() {
		loadInBackground(
				(file) -> file.startsWith(PROTOCOL) || (file.startsWith(CLIENT) && !file.startsWith(LOAD_TOOL)),
				List.of("preloaded-by-client.txt"));
	}

	private static void loadInBackground(Predicate<String> own, List<String> ofLibraries) {
		Thread.ofPlatform().daemon().name("class-preloading").start(() -> {
			try {
				ownFiles().stream().filter(own).map(PreloadedClasses::className).forEach(PreloadedClasses::load);
				for (String list : ofLibraries) {
					lines(list).forEach(PreloadedClasses::load);
				}
			}
			catch (IOException ex) {
				// then they are loaded when they are needed
			}
		});
	}

	private static void load(String className) {
		try {
			Class.forName(className, false, PreloadedClasses.class.getClassLoader());
		}
		catch (ClassNotFoundException | LinkageError ex) {
			// another version of a library may do without it
		}
	}

	/**
	 * Returns the names of our class files. The stream of a jar's entries holds the jar's
	 * lock: to load classes from within it is a deadlock with each thread that loads one.
	 */
	private static List<String> ownFiles() throws IOException {
		URL self = Objects
			.requireNonNull(PreloadedClasses.class.getResource(PreloadedClasses.class.getSimpleName() + SUFFIX));
		URLConnection connection = self.openConnection();
		List<String> files;
		if (connection instanceof JarURLConnection jar) {
			files = jar.getJarFile().stream().map(ZipEntry::getName).toList();
		}
		else {
			Path directory = Objects.requireNonNull(Path.of(URI.create(self.toString())).getParent());
			try (Stream<Path> tree = Files.walk(directory)) {
				files = tree.map((file) -> ROOT + directory.relativize(file)).toList();
			}
		}
		return files.stream().filter((file) -> file.startsWith(ROOT) && file.endsWith(SUFFIX)).toList();
	}

	private static String className(String file) {
		return file.substring(0, file.length() - SUFFIX.length()).replace('/', '.');
	}

	private static List<String> lines(String resource) throws IOException {
		try (InputStream in = PreloadedClasses.class.getResourceAsStream(resource)) {
			return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).lines().toList();
		}
	}

}
