package io.chatroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.chatroom.chat.ChatRoomService;
import io.chatroom.chat.Phrases;
import io.chatroom.tcp.AddressRange;
import io.chatroom.tcp.AddressText;
import io.chatroom.tcp.AdmissionSettings;
import io.chatroom.tcp.ChatConnectionFactory;
import io.chatroom.tcp.TlsSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.integration.ip.tcp.inbound.TcpReceivingChannelAdapter;

/**
 * Opens the chat port when all else is up, and closes it before all else: nobody new, a
 * goodbye, what was said is written, and then the sockets.
 */
final class ChatLifecycle implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(ChatLifecycle.class);

	private final ChatProperties.Tcp tcp;

	private final ChatProperties properties;

	private final @Nullable TlsSettings tls;

	private final ChatConnectionFactory factory;

	private final TcpReceivingChannelAdapter inboundAdapter;

	private final ChatRoomService room;

	private volatile boolean running;

	ChatLifecycle(ChatProperties properties, @Nullable TlsSettings tls, ChatConnectionFactory factory,
			TcpReceivingChannelAdapter inboundAdapter, ChatRoomService room) {
		this.properties = properties;
		this.tcp = properties.tcp();
		this.tls = tls;
		this.factory = factory;
		this.inboundAdapter = inboundAdapter;
		this.room = room;
	}

	@Override
	public int getPhase() {
		return DEFAULT_PHASE;
	}

	/**
	 * Returns that it is started and stopped once: people cannot be put on hold.
	 */
	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public void start() {
		try {
			this.factory.open(InetAddress.getByName(this.tcp.bindAddress()), this.tcp.port(), admission());
		}
		catch (UnknownHostException ex) {
			throw new SettingException("chat.tcp.bind-address", this.tcp.bindAddress(), "is not an address of a host",
					ex);
		}
		catch (IOException ex) {
			refuseAddressOfOthers(ex);
			throw new SettingException("chat.tcp.port", this.tcp.port(),
					"cannot be opened on " + this.tcp.bindAddress() + ": " + ex.getMessage(), ex);
		}
		openTls();
		this.inboundAdapter.start();
		this.running = true;
		logger.info("Chat is open on {}", AddressText.of(Objects.requireNonNull(this.factory.address())));
	}

	private void refuseAddressOfOthers(IOException failure) {
		try {
			InetAddress address = InetAddress.getByName(this.tcp.bindAddress());
			if (!address.isAnyLocalAddress() && NetworkInterface.getByInetAddress(address) == null) {
				throw new SettingException("chat.tcp.bind-address", this.tcp.bindAddress(),
						"is not an address of this machine", failure);
			}
		}
		catch (IOException ex) {
			// then it was not that
			failure.addSuppressed(ex);
		}
	}

	private void openTls() {
		if (this.tls == null) {
			return;
		}
		try {
			this.factory.openTls(InetAddress.getByName(this.tcp.bindAddress()), this.properties.tls().port(), this.tls);
		}
		catch (IOException ex) {
			throw new SettingException("chat.tls.port", this.properties.tls().port(),
					"cannot be opened on " + this.tcp.bindAddress() + ": " + ex.getMessage(), ex);
		}
		logger.info("Chat is open for TLS on port {}", this.factory.tlsPort());
	}

	/**
	 * Returns who is let in: trusted proxies are exempt, since all that come through one
	 * have its address at first.
	 */
	private AdmissionSettings admission() {
		ChatProperties.Limits limits = this.properties.limits();
		List<AddressRange> exempt = Stream.concat(limits.exempt().stream(), this.properties.proxy().trusted().stream())
			.toList();
		return new AdmissionSettings(FileLimit.ofProcess().atMost(limits.maxConnections()),
				limits.maxConnectionsPerAddress(), limits.connectionsPerMinutePerAddress(), exempt, limits.deny(),
				Phrases.TOO_MANY_CONNECTIONS);
	}

	@Override
	public void stop() {
		this.running = false;
		try {
			this.factory.refuse();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.room.close();
		long unsettled = this.factory.drain(this.tcp.drainTimeout());
		if (unsettled > 0) {
			logger.warn("{} did not read the last lines within chat.tcp.drain-timeout={}", unsettled,
					this.tcp.drainTimeout());
		}
		this.inboundAdapter.stop();
		logger.info("Chat is closed");
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
