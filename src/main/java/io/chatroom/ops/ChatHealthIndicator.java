package io.chatroom.ops;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;

import io.chatroom.chat.ChatRoomService;
import io.chatroom.protocol.AddressText;
import io.chatroom.tcp.ChatConnectionFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * The {@code chat} component of readiness: up while the chat port accepts clients, and
 * each part that serves them responds, and lines can be stored. Any thread.
 */
public final class ChatHealthIndicator extends AbstractHealthIndicator {

	/** Shorter than the timeouts of those who ask over HTTP. */
	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private final ChatConnectionFactory factory;

	private final ChatRoomService chat;

	private final Duration timeout;

	public ChatHealthIndicator(ChatConnectionFactory factory, ChatRoomService chat) {
		this(factory, chat, TIMEOUT);
	}

	/**
	 * Creates an indicator with another timeout.
	 * @param timeout how long it waits for all parts together
	 */
	public ChatHealthIndicator(ChatConnectionFactory factory, ChatRoomService chat, Duration timeout) {
		this.factory = factory;
		this.chat = chat;
		this.timeout = timeout;
	}

	/**
	 * Returns whether the chat port accepts clients, and all parts respond.
	 */
	boolean isUp() {
		return Status.UP.equals(health().getStatus());
	}

	/**
	 * Returns whether all parts that serve clients respond. Unlike readiness this does
	 * not ask whether lines can be stored or connections accepted, which a restart would
	 * not mend.
	 */
	public boolean responds() {
		return findStuckPart() == null;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		InetSocketAddress address = this.factory.getServerSocketAddress();
		builder.withDetail("connected", this.factory.clients().count());
		if (address == null) {
			builder.outOfService();
			return;
		}
		builder.withDetail("address", AddressText.of(address.getAddress())).withDetail("port", address.getPort());
		if (!isAccepting()) {
			builder.outOfService();
			return;
		}
		String stuck = findStuckPart();
		if (stuck != null) {
			builder.withDetail("probe", stuck + " does not respond");
		}
		boolean storing = this.chat.rooms().isStoring();
		if (!storing) {
			builder.withDetail("log", "cannot store lines");
		}
		// it may have been stopped, or have run out of file descriptors, meanwhile
		builder.status(!isAccepting() ? Status.OUT_OF_SERVICE : (stuck != null || !storing) ? Status.DOWN : Status.UP);
	}

	private boolean isAccepting() {
		return this.factory.isAccepting() && hasFreeDescriptor();
	}

	private static boolean hasFreeDescriptor() {
		try (SocketChannel _ = SocketChannel.open()) {
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private @Nullable String findStuckPart() {
		long end = System.nanoTime() + this.timeout.toNanos();
		String stuck = this.factory.findStuckPart(this.timeout);
		if (stuck != null) {
			return stuck;
		}
		return roomResponds(Duration.ofNanos(end - System.nanoTime())) ? null : "room";
	}

	/**
	 * Returns whether a virtual thread, as each client's reader is, can take the room's
	 * lock.
	 */
	private boolean roomResponds(Duration timeout) {
		try {
			return Thread.ofVirtual().name("chat-health").start(this.chat.rooms().list()::members).join(timeout);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
