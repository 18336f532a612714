package io.chatroom.web;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.chatroom.protocol.GatewayKey;
import io.chatroom.testing.Tab;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import org.junit.jupiter.api.Test;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Gateways to a chat that is slow.
 */
class GatewayTests {

	private static final InetAddress LOCAL = InetAddress.getLoopbackAddress();

	@Test
	void hearsNoPongBehindALineThatWaits() throws Exception {
		WebSettings settings = settings(1, Duration.ofMillis(20));
		BlockingQueue<String> calls = new LinkedBlockingQueue<>();
		try (ServerSocket chat = new ServerSocket()) {
			// less than a line fits between the gateway and the chat
			chat.setReceiveBufferSize(4096);
			chat.bind(new InetSocketAddress(LOCAL, 0));
			ChatAccess access = new ChatAccess(() -> (InetSocketAddress) chat.getLocalSocketAddress(),
					GatewayKey.random());
			Visitor visitor = new Visitor(new InetSocketAddress(LOCAL, 1), false);
			Gateway gateway = new Gateway(session(calls), ChatSocket.open(access, visitor, settings.pingInterval()),
					settings);
			CompletableFuture<SessionEnd> end;
			try (Socket accepted = chat.accept()) {
				Thread.startVirtualThread(() -> gateway.received("x".repeat(1 << 20)));
				readUntil(accepted.getInputStream(), "json\r\nx");
				end = CompletableFuture.supplyAsync(gateway::run);
				for (int i = 0; i < 5; i++) {
					assertThat(calls.poll(60, TimeUnit.SECONDS)).isEqualTo("sendPing");
				}
			}
			assertThat(end.orTimeout(60, TimeUnit.SECONDS).join()).isIn(SessionEnd.CHAT, SessionEnd.LOST);
		}
	}

	/**
	 * Returns a session that notes pings and its end.
	 */
	private static Session session(BlockingQueue<String> calls) {
		Map<String, Object> properties = new HashMap<>();
		RemoteEndpoint.Basic tab = (RemoteEndpoint.Basic) Proxy.newProxyInstance(GatewayTests.class.getClassLoader(),
				new Class<?>[] { RemoteEndpoint.Basic.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("sendPing")) {
						calls.add(method.getName());
					}
					return null;
				});
		return (Session) Proxy.newProxyInstance(GatewayTests.class.getClassLoader(), new Class<?>[] { Session.class },
				(proxy, method, arguments) -> switch (method.getName()) {
					case "getBasicRemote" -> tab;
					case "getUserProperties" -> properties;
					default -> {
						calls.add(method.getName());
						yield null;
					}
				});
	}

	private static void readUntil(InputStream in, String end) throws IOException {
		StringBuilder read = new StringBuilder();
		while (read.indexOf(end) < 0) {
			read.append(new String(in.readNBytes(1), StandardCharsets.ISO_8859_1));
		}
	}

	@Test
	void opensNoMoreSessionsAtOnceThanTheMost() throws Exception {
		int most = 2;
		int tabs = 20;
		AtomicInteger opening = new AtomicInteger();
		CountDownLatch chatIsSlow = new CountDownLatch(1);
		ChatAccess chat = new ChatAccess(() -> {
			opening.incrementAndGet();
			try {
				chatIsSlow.await();
			}
			catch (InterruptedException ex) {
				throw new AssertionError(ex);
			}
			// it is closed
			return null;
		}, GatewayKey.random());
		WebServer server = new WebServer(settings(most, Duration.ofMinutes(1)), chat, (token) -> null,
				new DefaultSslBundleRegistry());
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		server.metrics().bindTo(meters);
		server.start();
		try {
			for (int i = 0; i < tabs; i++) {
				Thread.startVirtualThread(() -> Tab.open(server.port()));
			}
			// tabs that are refused throw, each in its thread
			await().dontCatchUncaughtExceptions().until(() -> opening.get() + refused(meters, "too_many") >= tabs);
			assertThat(opening).hasValue(most);
			chatIsSlow.countDown();
			await().dontCatchUncaughtExceptions().until(() -> refused(meters, "closed") == most);
			// their places are free again
			for (int i = 0; i < most + 1; i++) {
				try (Tab tab = Tab.open(server.port())) {
					assertThat(tab.awaitClosed()).isEqualTo(1013);
				}
			}
		}
		finally {
			server.stop();
		}
	}

	private static double refused(SimpleMeterRegistry meters, String reason) {
		return meters.get("chat.web.refused").tag("reason", reason).functionCounter().count();
	}

	private static WebSettings settings(int maxSessions, Duration pingInterval) {
		Duration timeout = Duration.ofSeconds(5);
		return new WebSettings(LOCAL, 0, null, List.of(), maxSessions, 0, List.of(), pingInterval, timeout, timeout,
				1024, List.of(), "X-Forwarded-For");
	}

}
