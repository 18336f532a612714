package io.chatroom.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

import io.chatroom.TestApplication;
import io.chatroom.chat.ChatRoomService;
import io.chatroom.ops.ActivityLog;
import io.chatroom.protocol.CloseReason;
import io.chatroom.tcp.ChatConnectionFactory;
import io.chatroom.tcp.count.TcpCounters;
import io.chatroom.tcp.socket.NanoClock;
import io.chatroom.web.WebServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;

import static org.awaitility.Awaitility.await;

/**
 * The service on ports of its own, for a test, or for all of a class: as an extension it
 * is closed after them.
 */
public final class ChatServer implements AutoCloseable, AfterAllCallback {

	/**
	 * Held while a server starts or stops: both reset the logging of the whole JVM, and
	 * Logback breaks when two threads do.
	 */
	private static final Object LOGGING = new Object();

	/** Servers that are lent and given back, by their settings. */
	private static final Map<Set<String>, Queue<ChatServer>> LENT_BEFORE = new ConcurrentHashMap<>();

	private final ConfigurableApplicationContext context;

	private @Nullable Queue<ChatServer> home;

	private ChatServer(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Lends a server with such settings, that no other test has now. Others had it
	 * before: nobody is in it, but its counters are not at zero, and its history is not
	 * empty. Closing it gives it back.
	 */
	public static ChatServer lend(String... settings) {
		return lend(Set.of(settings), () -> start(settings));
	}

	/**
	 * Lends the whole service with the default settings, see {@link #lend}.
	 */
	public static ChatServer lendWithHttp() {
		return lend(Set.of("with HTTP"), ChatServer::startWithHttp);
	}

	private static ChatServer lend(Set<String> settings, Supplier<ChatServer> start) {
		Queue<ChatServer> home = LENT_BEFORE.computeIfAbsent(settings, (key) -> new ConcurrentLinkedQueue<>());
		ChatServer server = home.poll();
		if (server == null) {
			server = start.get();
			server.home = home;
		}
		return server;
	}

	/**
	 * Starts one without HTTP, which takes lines as fast as they come, and keeps them in
	 * memory.
	 * @param settings in the form {@code name=value}
	 */
	public static ChatServer start(String... settings) {
		return start(NanoClock.SYSTEM, settings);
	}

	/**
	 * Starts one without HTTP whose limits and deadlines go by a clock of the test's.
	 */
	public static ChatServer start(NanoClock clock, String... settings) {
		return start(TestApplication.withoutHttp(), clock, settings);
	}

	/**
	 * Starts the whole service.
	 */
	public static ChatServer startWithHttp(String... settings) {
		return start(TestApplication.withHttp(), NanoClock.SYSTEM, settings);
	}

	/**
	 * Starts one with the web server, and without HTTP of the actuator.
	 */
	public static ChatServer startWithWeb(String... settings) {
		return startWithWeb(NanoClock.SYSTEM, settings);
	}

	/**
	 * Starts one with the web server, whose chat goes by a clock of the test's.
	 */
	public static ChatServer startWithWeb(NanoClock clock, String... settings) {
		List<String> all = new ArrayList<>(List.of("chat.web.port=0"));
		all.addAll(List.of(settings));
		return start(TestApplication.withWeb(), clock, all.toArray(String[]::new));
	}

	private static ChatServer start(SpringApplication application, NanoClock clock, String... settings) {
		Map<String, String> arguments = new HashMap<>(Map.of("chat.tcp.port", "0", "server.port", "0", "chat.web.port",
				"-1", "chat.limits.messages-per-second", "0", "chat.data.directory", ""));
		for (String setting : settings) {
			arguments.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
		}
		application.setRegisterShutdownHook(false);
		application.addInitializers((context) -> context.getBeanFactory().registerSingleton("nanoClock", clock));
		synchronized (LOGGING) {
			return new ChatServer(application
				.run(arguments.entrySet().stream().map((argument) -> "--" + argument).toArray(String[]::new)));
		}
	}

	public TestClient connect() {
		return TestClient.connect(port());
	}

	/**
	 * Connects, and is let in under a name.
	 */
	public TestClient join(String name) {
		return join(connect(), name);
	}

	/**
	 * Lets a client be let in under a name.
	 */
	public static TestClient join(TestClient client, String name) {
		client.expect("Greetings from the ChatRoom! Now type your name and press enter!");
		client.say(name);
		client.expect("Welcome " + name + "! If you ever want to quit, type #quit to exit.");
		return client;
	}

	/**
	 * Connects with a small window, so that little fits between it and the server.
	 */
	public TestClient connectNarrow() {
		return TestClient.connect(port(), 4096);
	}

	public int port() {
		return Objects.requireNonNull(factory().getServerSocketAddress()).getPort();
	}

	public int tlsPort() {
		return factory().endpoints()
			.stream()
			.filter((endpoint) -> endpoint.tls() != null)
			.findFirst()
			.orElseThrow()
			.port();
	}

	public int webPort() {
		return this.context.getBean(WebServer.class).port();
	}

	public int httpPort() {
		return Objects.requireNonNull(((WebServerApplicationContext) this.context).getWebServer()).getPort();
	}

	public ChatConnectionFactory factory() {
		return this.context.getBean(ChatConnectionFactory.class);
	}

	public ChatRoomService room() {
		return this.context.getBean(ChatRoomService.class);
	}

	public DirectChannel toClients() {
		return this.context.getBean("toClients", DirectChannel.class);
	}

	public ActivityLog activityLog() {
		return this.context.getBean(ActivityLog.class);
	}

	/**
	 * Returns what it does now and then.
	 */
	public Set<ScheduledTask> scheduledTasks() {
		return this.context.getBean(ScheduledTaskHolder.class).getScheduledTasks();
	}

	/**
	 * Returns how many sockets it has, that of a proxy's check too.
	 */
	public int sockets() {
		return factory().getOpenConnectionIds().size();
	}

	/**
	 * Waits until all who were connected have gone, and the log has said so.
	 */
	public void awaitNobody() {
		TcpCounters counters = factory().counters();
		await().until(() -> members() == 0 && sockets() == 0
				&& Arrays.stream(CloseReason.values()).mapToLong(counters::closed).sum() == counters.opened());
	}

	public int members() {
		return room().rooms().list().memberCount();
	}

	/**
	 * Returns what Prometheus gets, without HTTP.
	 */
	public String scrape() {
		return this.context.getBean(PrometheusMeterRegistry.class).scrape();
	}

	/**
	 * Returns how many connections were refused for a reason.
	 */
	public double refused(String reason) {
		return count("chat.connections.refused", "reason", reason);
	}

	/**
	 * Returns a counter.
	 * @param meter the name of its meter
	 * @param tag the name of its tag
	 */
	public double count(String meter, String tag, String value) {
		return this.context.getBean(MeterRegistry.class).get(meter).tag(tag, value).functionCounter().count();
	}

	/**
	 * Returns what a setting is, wherever it comes from.
	 */
	public @Nullable String setting(String name) {
		return this.context.getEnvironment().getProperty(name);
	}

	/**
	 * Stops it, as SIGTERM does. It is none that was lent.
	 */
	public void stop() {
		this.context.close();
	}

	@Override
	public void afterAll(ExtensionContext context) {
		close();
	}

	@Override
	public void close() {
		Queue<ChatServer> home = this.home;
		if (home == null) {
			synchronized (LOGGING) {
				this.context.close();
			}
		}
		else {
			awaitNobody();
			home.add(this);
		}
	}

}
