package io.chatroom.log.redis;

import java.nio.file.Path;
import java.time.Duration;

import io.chatroom.chat.Records;
import io.chatroom.log.RecordsContract;
import io.chatroom.testing.RedisServer;
import io.lettuce.core.RedisClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * The records in an engine.
 */
class RedisRecordsTests extends RecordsContract {

	@TempDir
	Path files;

	private RedisServer server;

	private RedisClient driver;

	private Engine engine;

	@BeforeEach
	void start() throws InterruptedException {
		this.server = RedisServer.start(this.files);
		this.driver = RedisClient.create(this.server.uri());
		this.engine = new Engine(this.driver);
		this.engine.commands().awaitUp(Duration.ofMinutes(1));
	}

	@AfterEach
	void stop() {
		this.engine.close();
		this.driver.close();
		this.server.close();
	}

	@Override
	protected Records records() {
		return new RedisRecords(this.engine.commands(), new Keys("chat"));
	}

}
