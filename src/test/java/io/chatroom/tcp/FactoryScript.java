package io.chatroom.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;

import io.chatroom.tcp.accept.AdmissionSettings;
import io.chatroom.tcp.accept.Endpoint;
import io.chatroom.tcp.socket.NanoClock;
import org.junit.jupiter.api.AfterEach;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.ip.tcp.connection.TcpConnectionEvent;
import org.springframework.integration.ip.tcp.connection.TcpConnectionOpenEvent;
import org.springframework.integration.ip.tcp.inbound.TcpReceivingChannelAdapter;
import org.springframework.messaging.Message;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.test.util.ReflectionTestUtils;

import static org.awaitility.Awaitility.await;

/**
 * The factory behind Spring Integration's own inbound adapter, without an application
 * context, and its clients.
 */
class FactoryScript {

	private final DirectChannel fromClients = new DirectChannel();

	final TcpReceivingChannelAdapter adapter = new TcpReceivingChannelAdapter();

	final Queue<Object> events = new ConcurrentLinkedQueue<>();

	final Queue<Message<?>> received = new ConcurrentLinkedQueue<>();

	final List<Socket> clients = new ArrayList<>();

	final ChatConnectionFactory factory = new ChatConnectionFactory(TestSettings.TCP, NanoClock.SYSTEM);

	/** Whether an event was published while the thread held the factory's lock. */
	volatile boolean publishedUnderLock;

	FactoryScript() {
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
		this.adapter.stop();
		for (Socket client : this.clients) {
			client.close();
		}
	}

	void start() throws IOException {
		this.factory.open(List.of(new Endpoint(List.of(InetAddress.getLoopbackAddress()), 0, null)),
				new AdmissionSettings(100, 0, 0, List.of(), List.of()), (address) -> null);
		this.adapter.start();
		await().until(this.factory::isAccepting);
	}

	Socket startWithClient() throws IOException {
		start();
		Socket client = connect();
		awaitOpened(1);
		return client;
	}

	Socket connect() throws IOException {
		InetSocketAddress address = Objects.requireNonNull(this.factory.getServerSocketAddress());
		Socket client = new Socket(address.getAddress(), address.getPort());
		client.setSoTimeout(60_000);
		this.clients.add(client);
		return client;
	}

	void awaitOpened(int connections) {
		await()
			.until(() -> this.events.stream().filter(TcpConnectionOpenEvent.class::isInstance).count() == connections);
	}

	static void say(Socket client, String text) throws IOException {
		client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
	}

	/** Returns the connection that was opened first. */
	ChatConnection connection() {
		return (ChatConnection) first(TcpConnectionOpenEvent.class).getSource();
	}

	String id(Class<? extends TcpConnectionEvent> type) {
		return Objects.requireNonNull(first(type).getConnectionId());
	}

	<T> T first(Class<T> type) {
		return this.events.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
	}

}
