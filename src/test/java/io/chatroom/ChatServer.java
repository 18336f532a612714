package io.chatroom;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import io.chatroom.chat.ChatRoomService;
import io.chatroom.tcp.ChatConnectionFactory;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The service on ports of its own, for a test.
 */
final class ChatServer implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private ChatServer(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Starts one.
	 * @param settings in the form {@code name=value}
	 */
	static ChatServer start(String... settings) {
		Map<String, String> arguments = new HashMap<>(Map.of("chat.tcp.port", "0", "server.port", "0"));
		for (String setting : settings) {
			arguments.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
		}
		return new ChatServer(new SpringApplicationBuilder(ChatroomApplication.class).registerShutdownHook(false)
			.run(arguments.entrySet().stream().map((argument) -> "--" + argument).toArray(String[]::new)));
	}

	TestClient connect() {
		return TestClient.connect(port());
	}

	/**
	 * Connects, and is let in under a name.
	 */
	TestClient join(String name) {
		return join(connect(), name);
	}

	/**
	 * Lets a client be let in under a name.
	 */
	static TestClient join(TestClient client, String name) {
		client.expect("Greetings from the ChatRoom! Now type your name and press enter!");
		client.say(name);
		client.expect("Welcome " + name + "! If you ever want to quit, type #quit to exit.");
		return client;
	}

	int port() {
		return Objects.requireNonNull(factory().address()).getPort();
	}

	int tlsPort() {
		return factory().tlsPort();
	}

	int httpPort() {
		return Objects.requireNonNull(((WebServerApplicationContext) this.context).getWebServer()).getPort();
	}

	ChatConnectionFactory factory() {
		return this.context.getBean(ChatConnectionFactory.class);
	}

	int members() {
		return this.context.getBean(ChatRoomService.class).memberCount();
	}

	@Override
	public void close() {
		this.context.close();
	}

}
