package io.chatroom;

import java.time.Duration;

import io.chatroom.chat.ChatRoomService;
import io.chatroom.protocol.GatewayKey;
import io.chatroom.tcp.ChatConnectionFactory;
import io.chatroom.web.ChatAccess;
import io.chatroom.web.WebServer;
import io.chatroom.web.WebSettings;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * The web server. With {@code chat.web.port=-1} there is none, and no class of it is
 * loaded.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(WebConfiguration.IsOn.class)
class WebConfiguration {

	/**
	 * How much longer than the chat the gateway waits for a tab that takes nothing: the
	 * chat is to be the one that evicts it.
	 */
	private static final Duration SEND_GRACE = Duration.ofSeconds(5);

	@Bean
	GatewayKey gatewayKey() {
		return GatewayKey.random();
	}

	@Bean
	WebServer webServer(ChatProperties properties, ChatConnectionFactory factory, GatewayKey key, ChatRoomService chat,
			SslBundles bundles) {
		return new WebServer(settings(properties), new ChatAccess(factory::gatewayAddress, key), chat.tokens()::account,
				bundles);
	}

	@Bean
	MeterBinder webMetrics(WebServer server) {
		return server.metrics();
	}

	private static WebSettings settings(ChatProperties properties) {
		ChatProperties.Web web = properties.web();
		return new WebSettings(web.address(), web.port(), StringUtils.hasText(web.bundle()) ? web.bundle() : null,
				web.allowedOrigins(), web.sessions(FileLimit.ofProcess()),
				properties.limits().maxConnectionsPerAddress(), properties.limits().exempt(), web.pingInterval(),
				properties.outbox().stallTimeout().plus(SEND_GRACE), properties.tcp().drainTimeout(),
				properties.tcp().maxLineLength(), properties.proxy().trusted(), web.forwardedHeader());
	}

	/**
	 * Returns whether the settings turn the web server off.
	 */
	static boolean isOff(Environment environment) {
		return environment.getProperty("chat.web.port", "").strip().equals(String.valueOf(ChatProperties.Web.OFF));
	}

	/**
	 * Whether {@code chat.web.port} is a port.
	 */
	static final class IsOn implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return !isOff(context.getEnvironment());
		}

	}

}
