package io.chatroom;

import io.chatroom.protocol.GatewayKey;
import io.chatroom.tcp.ChatConnectionFactory;
import io.chatroom.web.ChatAccess;
import io.chatroom.web.WebServer;

import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * The web server. With {@code chat.web.port=-1} there is none, and no class of it is
 * loaded.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(WebConfiguration.IsOn.class)
class WebConfiguration {

	@Bean
	GatewayKey gatewayKey() {
		return GatewayKey.random();
	}

	@Bean
	WebServer webServer(ChatProperties properties, ChatConnectionFactory factory, GatewayKey key, SslBundles bundles) {
		return new WebServer(properties.webSettings(), new ChatAccess(factory::gatewayAddress, key), bundles);
	}

	/**
	 * Whether {@code chat.web.port} is a port.
	 */
	static final class IsOn implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return !ChatProperties.Web.OFF.equals(context.getEnvironment().getProperty("chat.web.port", "").strip());
		}

	}

}
