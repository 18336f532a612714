package io.chatroom.tcp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import io.chatroom.protocol.BroadcastLine;
import io.chatroom.protocol.Format;
import io.chatroom.tcp.accept.AdmissionSettings;
import io.chatroom.tcp.accept.Endpoint;
import io.chatroom.tcp.socket.NanoClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.ip.IpHeaders;
import org.springframework.integration.ip.tcp.connection.TcpConnection;
import org.springframework.integration.ip.tcp.connection.TcpConnectionCloseEvent;
import org.springframework.integration.ip.tcp.connection.TcpConnectionEvent;
import org.springframework.integration.ip.tcp.connection.TcpConnectionExceptionEvent;
import org.springframework.integration.ip.tcp.connection.TcpConnectionOpenEvent;
import org.springframework.integration.ip.tcp.connection.TcpSender;
import org.springframework.integration.ip.tcp.inbound.TcpReceivingChannelAdapter;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * The factory behind Spring Integration's own inbound adapter, without an application
 * context.
 */
class ChatConnectionFactoryTests {

	private final DirectChannel fromClients = new DirectChannel();

	private final TcpReceivingChannelAdapter adapter = new TcpReceivingChannelAdapter();

	private final Queue<Object> events = new ConcurrentLinkedQueue<>();

	private final Queue<Message<?>> received = new ConcurrentLinkedQueue<>();

	private final List<Socket> clients = new ArrayList<>();

	private final ChatConnectionFactory factory = new ChatConnectionFactory(TestSettings.TCP, NanoClock.SYSTEM);

	private final CountDownLatch blocked = new CountDownLatch(1);

	private final CountDownLatch released = new CountDownLatch(1);

	/** Whether an event was published while the thread held the factory's lock. */
	private volatile boolean publishedUnderLock;

	ChatConnectionFactoryTests() {
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerSingleton("taskScheduler", new SimpleAsyncTaskScheduler());
		this.factory.setBeanFactory(beans);
		this.factory.setApplicationEventPublisher(this::published);
		this.factory.setTaskExecutor(new VirtualThreadTaskExecutor("test-reader-"));
		this.adapter.setConnectionFactory(this.factory);
		this.adapter.setOutputChannel(this.fromClients);
		this.adapter.setBeanFactory(beans);
		this.adapter.afterPropertiesSet();
		this.fromClients.subscribe(this.received::add);
	}

	private void published(Object event) {
		Object lock = ReflectionTestUtils.getField(this.factory, "connectionsMonitor");
		this.publishedUnderLock |= ((ReentrantLock) Objects.requireNonNull(lock)).isHeldByCurrentThread();
		this.events.add(event);
	}

	@AfterEach
	void stop() throws IOException {
		this.released.countDown();
		this.adapter.stop();
		for (Socket client : this.clients) {
			client.close();
		}
	}

	@Test
	void doesNotStartBeforeAnEndpointIsOpen() {
		assertThat(this.factory.getServerSocketAddress()).isNull();
		assertThat(this.factory.isAccepting()).isFalse();
		assertThatIllegalStateException().isThrownBy(this.factory::start);
	}

	@Test
	void sendsLinesToTheAdapterBetweenTheEvents() throws Exception {
		start();
		Socket client = connect();
		say(client, "one\r\ntwo\r\n");
		client.shutdownOutput();
		await().until(() -> this.factory.getOpenConnectionIds().isEmpty() && this.received.size() == 3);
		assertThat(this.received).extracting(Message::getPayload)
			.extracting(Object::toString)
			.containsExactly("Text[3 characters]", "Text[3 characters]", "END");
		assertThat(this.received).extracting((message) -> message.getHeaders().get(IpHeaders.CONNECTION_ID))
			.containsOnly(id(TcpConnectionOpenEvent.class));
		assertThat(this.events).filteredOn(TcpConnectionEvent.class::isInstance)
			.hasOnlyElementsOfTypes(TcpConnectionOpenEvent.class, TcpConnectionCloseEvent.class);
	}

	@Test
	void closesOneConnectionOutsideItsLock() throws Exception {
		Socket first = startWithClient();
		Socket second = connect();
		awaitOpened(2);
		assertThat(this.factory.closeConnection(id(TcpConnectionOpenEvent.class))).isTrue();
		assertThat(first.getInputStream().read()).isNegative();
		assertThat(this.factory.closeConnection(id(TcpConnectionOpenEvent.class))).isFalse();
		assertThat(id(TcpConnectionCloseEvent.class)).isEqualTo(id(TcpConnectionOpenEvent.class));
		assertThat(this.publishedUnderLock).isFalse();
		say(second, "still here\n");
		await().until(() -> this.received.size() == 1);
	}

	@Test
	void closesEachOnceOutsideItsLockWhenItStops() throws Exception {
		start();
		for (int i = 0; i < 10; i++) {
			connect();
		}
		awaitOpened(10);
		this.adapter.stop();
		assertThat(this.events).filteredOn(TcpConnectionCloseEvent.class::isInstance).hasSize(10);
		assertThat(this.publishedUnderLock).isFalse();
		assertThat(this.factory.isAccepting()).isFalse();
		for (Socket client : this.clients) {
			assertThat(client.getInputStream().read()).isNegative();
		}
	}

	@Test
	void failureOfAListenerEndsNoConnection() throws Exception {
		DirectChannel failing = new DirectChannel();
		failing.subscribe((message) -> {
			this.received.add(message);
			if (this.received.size() == 1) {
				throw new IllegalArgumentException("one line cannot be handled");
			}
		});
		this.adapter.setOutputChannel(failing);
		start();
		say(connect(), "one\ntwo\n");
		await().until(() -> this.received.size() == 2);
	}

	@Test
	void resetEndsOneConnection() throws Exception {
		start();
		Socket lost = connect();
		Socket other = connect();
		awaitOpened(2);
		lost.setSoLinger(true, 0);
		lost.close();
		await().until(() -> this.factory.getOpenConnectionIds().size() == 1);
		assertThat(this.events).filteredOn(TcpConnectionExceptionEvent.class::isInstance).hasSize(1);
		say(other, "still here\n");
		await().until(() -> this.received.size() == 1);
	}

	@Test
	void refusesNewConnectionsAndKeepsTheOldOnes() throws Exception {
		Socket client = startWithClient();
		InetSocketAddress address = Objects.requireNonNull(this.factory.getServerSocketAddress());
		this.factory.refuse();
		assertThat(this.factory.isAccepting()).isFalse();
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> new Socket(address.getAddress(), address.getPort()).close());
		say(client, "still here\n");
		await().until(() -> this.received.size() == 1);
	}

	@Test
	void sendQueuesALine() throws Exception {
		Socket client = startWithClient();
		connection().send(new GenericMessage<>(new Outbound.Tell("hello")));
		assertThat(
				new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8)).readLine())
			.isEqualTo("hello");
	}

	@Test
	void knowsFromTheOpenEventOnWhetherAPasswordMayBeSent() throws Exception {
		startWithClient();
		assertThat(connection().client().isPrivate()).as("it does not leave this machine").isTrue();
		assertThat(connection().client().certificate()).isNull();
	}

	@Test
	void socketThatCannotBeSetUpIsLeftToItsReader() throws Exception {
		Socket gone = new Socket();
		gone.close();
		assertThatExceptionOfType(SocketException.class).isThrownBy(() -> gone.setTcpNoDelay(true));
		this.factory.setSocketAttributes(gone);
	}

	@Test
	void allPartsRespond() throws Exception {
		start();
		for (int i = 0; i < 100; i++) {
			assertThat(this.factory.findStuckPart(Duration.ofSeconds(60))).isNull();
		}
		this.factory.refuse();
		await().until(() -> !this.factory.isListening());
		assertThat(this.factory.findStuckPart(Duration.ofMillis(1))).isEqualTo("acceptor");
	}

	@Test
	void findsStuckAcceptor() throws Exception {
		start();
		this.factory.registerSender(new TcpSender() {

			@Override
			public void addNewConnection(TcpConnection connection) {
				block();
			}

			@Override
			public void removeDeadConnection(TcpConnection connection) {
				// only a new one blocks
			}

		});
		connect();
		assertStuck("acceptor");
	}

	@Test
	void findsStuckPoller() throws Exception {
		start();
		try (SocketChannel client = SocketChannel.open(this.factory.getServerSocketAddress())) {
			awaitOpened(1);
			client.configureBlocking(false);
			this.factory.parts().poller().await(client, this::block, null);
			this.factory.closeConnection(id(TcpConnectionOpenEvent.class));
			assertStuck("poller");
		}
	}

	@Test
	void findsStuckWriter() throws Exception {
		startWithClient();
		this.factory.rooms().open("lobby");
		connection().send(new GenericMessage<>(new Outbound.Follow("lobby", Format.TEXT)));
		this.factory.onDelivery((nanos) -> {
			// the sender's own thread may be the last that delivers
			if (Thread.currentThread().getName().equals("chat-writer")) {
				block();
			}
		});
		await().until(() -> {
			this.factory.rooms()
				.get("lobby")
				.send(new GenericMessage<>(new Outbound.Broadcast(List.of(new BroadcastLine("hi", null, 0)))));
			return this.blocked.getCount() == 0;
		});
		assertStuck("writer");
	}

	private void block() {
		this.blocked.countDown();
		try {
			this.released.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void assertStuck(String part) throws InterruptedException {
		assertThat(this.blocked.await(60, TimeUnit.SECONDS)).isTrue();
		// on a slow machine another part may be late once
		await().until(() -> part.equals(this.factory.findStuckPart(Duration.ofMillis(50))));
		this.released.countDown();
		await().until(() -> this.factory.findStuckPart(Duration.ofSeconds(60)) == null);
	}

	private void start() throws IOException {
		this.factory.open(List.of(new Endpoint(List.of(InetAddress.getLoopbackAddress()), 0, null)),
				new AdmissionSettings(100, 0, 0, List.of(), List.of()), (address) -> null);
		this.adapter.start();
		await().until(this.factory::isAccepting);
	}

	private Socket startWithClient() throws IOException {
		start();
		Socket client = connect();
		awaitOpened(1);
		return client;
	}

	private Socket connect() throws IOException {
		InetSocketAddress address = Objects.requireNonNull(this.factory.getServerSocketAddress());
		Socket client = new Socket(address.getAddress(), address.getPort());
		client.setSoTimeout(60_000);
		this.clients.add(client);
		return client;
	}

	private void awaitOpened(int connections) {
		await()
			.until(() -> this.events.stream().filter(TcpConnectionOpenEvent.class::isInstance).count() == connections);
	}

	private static void say(Socket client, String text) throws IOException {
		client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
	}

	/** Returns the connection that was opened first. */
	private ChatConnection connection() {
		return (ChatConnection) first(TcpConnectionOpenEvent.class).getSource();
	}

	private String id(Class<? extends TcpConnectionEvent> type) {
		return Objects.requireNonNull(first(type).getConnectionId());
	}

	private <T> T first(Class<T> type) {
		return this.events.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
	}

}
