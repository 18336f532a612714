package io.chatroom.log.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.chatroom.testing.RedisServer;
import io.lettuce.core.AbstractRedisClient;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.util.FileSystemUtils;

/**
 * An engine, and the nodes that a test starts. A field of a test, so that each has its
 * own.
 */
final class TestNodes implements AfterEachCallback {

	private static final Duration LONG = Duration.ofDays(30);

	private final List<AutoCloseable> nodes = new ArrayList<>();

	private final Path files;

	private final RedisServer server;

	TestNodes() {
		try {
			this.files = Files.createTempDirectory("redis");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server = RedisServer.start(this.files);
	}

	RedisServer server() {
		return this.server;
	}

	TestNode start(String name) {
		return start(name, LONG);
	}

	/**
	 * Starts a node.
	 * @param keep how long entries are kept
	 */
	TestNode start(String name, Duration keep) {
		return keep(new TestNode(name, this.server.uri(), keep));
	}

	/**
	 * Starts a node that has another way to the engine.
	 */
	TestNode start(String name, String uri) {
		return keep(new TestNode(name, uri, LONG));
	}

	TestNode start(String name, AbstractRedisClient driver) {
		return keep(new TestNode(name, driver, LONG));
	}

	/**
	 * Starts a node without a log, whose lease has begun.
	 */
	LeasedNode lease(String name) {
		try {
			return keep(new LeasedNode(this.server, name));
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private <T extends AutoCloseable> T keep(T node) {
		this.nodes.add(node);
		return node;
	}

	@Override
	public void afterEach(ExtensionContext context) throws Exception {
		for (AutoCloseable node : this.nodes) {
			node.close();
		}
		this.server.close();
		FileSystemUtils.deleteRecursively(this.files);
	}

}
