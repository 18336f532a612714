package io.chatroom;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/**
 * Which build this is. Reads what the build wrote into the jar, without Spring, so that
 * {@code --version} answers at once.
 *
 * @param version the version in the pom
 * @param commit the abbreviated commit of the sources. Without git the build takes it
 * from the variable {@code REVISION}
 */
record BuildVersion(String version, String commit) {

	/**
	 * Reads the version of the running program. What the build did not write is
	 * {@code unknown}.
	 */
	static BuildVersion read() {
		return new BuildVersion(value("META-INF/build-info.properties", "build.version"),
				value("git.properties", "git.commit.id.abbrev"));
	}

	private static String value(String file, String name) {
		Properties properties = new Properties();
		try (InputStream input = BuildVersion.class.getClassLoader().getResourceAsStream(file)) {
			if (input != null) {
				properties.load(input);
			}
		}
		catch (IOException ex) {
			// a damaged jar
			return "unknown";
		}
		return properties.getProperty(name, "unknown");
	}

	/**
	 * Returns it as a person reads it: {@code chatroom 1.0.0, commit 5ac2449}.
	 */
	@Override
	public String toString() {
		return "chatroom " + this.version + ", commit " + this.commit;
	}

}
