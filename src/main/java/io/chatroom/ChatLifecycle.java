package io.chatroom;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.chatroom.chat.ChatRoomService;
import io.chatroom.protocol.AddressRange;
import io.chatroom.protocol.AddressText;
import io.chatroom.protocol.GatewayKey;
import io.chatroom.tcp.ChatConnectionFactory;
import io.chatroom.tcp.accept.AdmissionSettings;
import io.chatroom.tcp.accept.Endpoint;
import io.chatroom.tcp.accept.EndpointException;
import io.chatroom.tcp.tls.TlsSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.integration.ip.tcp.inbound.TcpReceivingChannelAdapter;

/**
 * Opens the chat port when everything else is up, and closes it first. A stop refuses new
 * connections, says goodbye, writes what is queued, and then closes the sockets.
 */
final class ChatLifecycle implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(ChatLifecycle.class);

	private final ChatProperties properties;

	private final @Nullable TlsSettings tls;

	private final ChatConnectionFactory factory;

	private final TcpReceivingChannelAdapter inboundAdapter;

	private final ChatRoomService chat;

	/** That of the web gateway; null if there is none. */
	private final @Nullable GatewayKey gateway;

	private volatile boolean running;

	ChatLifecycle(ChatProperties properties, @Nullable TlsSettings tls, ChatConnectionFactory factory,
			TcpReceivingChannelAdapter inboundAdapter, ChatRoomService chat, @Nullable GatewayKey gateway) {
		this.properties = properties;
		this.tls = tls;
		this.factory = factory;
		this.inboundAdapter = inboundAdapter;
		this.chat = chat;
		this.gateway = gateway;
	}

	/**
	 * Returns false, because pausing would disconnect all clients.
	 */
	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public void start() {
		this.chat.open();
		List<String> missing = this.chat.accounts().missingOperators();
		if (!missing.isEmpty()) {
			logger.warn(
					"chat.accounts.operators has names without an account, which nobody can take: {}."
							+ " Register them before you list them, or by the operator endpoint",
					String.join(", ", missing));
		}
		open(bindAddresses());
		for (Endpoint endpoint : this.factory.endpoints()) {
			if (endpoint.tls() != null) {
				logger.info("Chat is open for TLS on port {}", endpoint.port());
			}
		}
		this.inboundAdapter.start();
		this.running = true;
		ChatProperties.Limits limits = this.properties.limits();
		logger.info("Limits: {} connections; per address {}, and {} new a minute", limits.maxConnections(),
				limits.maxConnectionsPerAddress(), limits.connectionsPerMinutePerAddress());
		String directory = this.properties.data().directory();
		if (this.properties.cluster().enabled()) {
			logger.info("Rooms are kept in Redis");
		}
		else if (!directory.isEmpty()) {
			logger.info("Rooms are kept in {}", Path.of(directory).toAbsolutePath());
		}
		logger.info("Chat is open on {}",
				this.factory.endpoints()
					.getFirst()
					.socketAddresses()
					.stream()
					.map(AddressText::of)
					.collect(Collectors.joining(", ")));
	}

	private void open(List<InetAddress> addresses) {
		ChatProperties.Tcp tcp = this.properties.tcp();
		List<Endpoint> endpoints = new ArrayList<>();
		endpoints.add(new Endpoint(addresses, tcp.port(), null));
		if (this.tls != null) {
			endpoints.add(new Endpoint(addresses, this.properties.tls().port(), this.tls));
		}
		if (this.gateway != null) {
			endpoints.add(Endpoint.forGateway(this.gateway));
		}
		try {
			this.factory.open(endpoints, admission(), this.chat.sanctions()::banned);
		}
		catch (EndpointException ex) {
			if (!ex.hasLocalAddress()) {
				throw new SettingException("chat.tcp.bind-address", tcp.bindAddress(),
						"is not an address of this machine; 0.0.0.0 is all of them", ex);
			}
			throw cannotOpen((ex.endpoint().tls() != null) ? "chat.tls.port" : "chat.tcp.port", ex.endpoint().port(),
					ex);
		}
		catch (IOException ex) {
			throw cannotOpen("chat.tcp.port", tcp.port(), ex);
		}
	}

	private List<InetAddress> bindAddresses() {
		String address = this.properties.tcp().bindAddress();
		try {
			return BindAddresses.of(address);
		}
		catch (UnknownHostException ex) {
			throw new SettingException("chat.tcp.bind-address", address, ExpectedValue.problem(InetAddress.class), ex);
		}
	}

	private static SettingException cannotOpen(String property, int port, IOException failure) {
		return new SettingException(property, port, "cannot be opened on " + failure.getMessage() + ". "
				+ PortRemedy.of(property, port, System.getProperty("os.name")), failure);
	}

	/**
	 * Returns the limits on connections. Trusted proxies are exempt, since every
	 * connection through one has its address at first.
	 */
	private AdmissionSettings admission() {
		ChatProperties.Limits limits = this.properties.limits();
		List<AddressRange> exempt = Stream.concat(limits.exempt().stream(), this.properties.proxy().trusted().stream())
			.toList();
		FileLimit files = FileLimit.ofProcess();
		return new AdmissionSettings(files.atMost(limits.maxConnections(), this.properties.web().sessions(files)),
				limits.maxConnectionsPerAddress(), limits.connectionsPerMinutePerAddress(), exempt, limits.deny());
	}

	@Override
	public void stop() {
		this.running = false;
		this.factory.refuse();
		this.chat.close();
		Duration timeout = this.properties.tcp().drainTimeout();
		long unsettled = this.factory.drain(timeout);
		if (unsettled > 0) {
			logger.warn("{} did not read the last lines within chat.tcp.drain-timeout={}", unsettled, timeout);
		}
		this.inboundAdapter.stop();
		logger.info("Chat is closed");
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
