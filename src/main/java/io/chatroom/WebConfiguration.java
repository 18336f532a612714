package io.chatroom;

import java.time.Duration;
import java.util.regex.Pattern;

import io.chatroom.chat.ChatRoomService;
import io.chatroom.protocol.GatewayKey;
import io.chatroom.tcp.ChatConnectionFactory;
import io.chatroom.web.ChatAccess;
import io.chatroom.web.WebServer;
import io.chatroom.web.WebSettings;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.ssl.NoSuchSslBundleException;
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

	/** As browsers send it: no path, and no port that is that of the scheme. */
	private static final Pattern ORIGIN = Pattern.compile("\\*|[a-zA-Z][a-zA-Z0-9+.-]*://[^/?#@\\s]+");

	@Bean
	GatewayKey gatewayKey() {
		return GatewayKey.random();
	}

	@Bean
	WebServer webServer(ChatProperties properties, ChatConnectionFactory factory, GatewayKey key, ChatRoomService chat,
			SslBundles bundles) {
		check(properties.web(), bundles);
		return new WebServer(settings(properties), new ChatAccess(factory::gatewayAddress, key), chat.tokens()::account,
				bundles);
	}

	@Bean
	MeterBinder webMetrics(WebServer server) {
		return server.metrics();
	}

	private static void check(ChatProperties.Web web, SslBundles bundles) {
		for (String origin : web.allowedOrigins()) {
			if (!ORIGIN.matcher(origin).matches()) {
				throw new SettingException("chat.web.allowed-origins", origin,
						"is no origin, such as https://chat.example.org, nor * for all", null);
			}
		}
		String bundle = web.bundle();
		try {
			if (StringUtils.hasText(bundle)) {
				bundles.getBundle(bundle);
			}
		}
		catch (NoSuchSslBundleException ex) {
			throw TlsEngines.noBundle("chat.web.bundle", ex.getBundleName(), ex);
		}
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
