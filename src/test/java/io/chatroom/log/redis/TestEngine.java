package io.chatroom.log.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.chatroom.testing.RedisServer;
import io.lettuce.core.RedisClient;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An engine, and a connection to it. A field of a test, so that each has its own.
 */
final class TestEngine implements AfterEachCallback {

	private final Path files;

	private final RedisServer server;

	private final RedisClient driver;

	private final Engine engine;

	/**
	 * Starts it.
	 * @param options more options of the server
	 */
	TestEngine(String... options) {
		try {
			this.files = Files.createTempDirectory("redis");
			this.server = RedisServer.start(this.files, options);
			this.driver = RedisClient.create(this.server.uri());
			this.engine = new Engine(this.driver);
			assertThat(this.engine.commands().awaitUp(Duration.ofMinutes(1))).isTrue();
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	RedisServer server() {
		return this.server;
	}

	Engine engine() {
		return this.engine;
	}

	EngineConnection commands() {
		return this.engine.commands();
	}

	@Override
	public void afterEach(ExtensionContext context) throws Exception {
		this.engine.close();
		this.driver.close();
		this.server.close();
		FileSystemUtils.deleteRecursively(this.files);
	}

}
