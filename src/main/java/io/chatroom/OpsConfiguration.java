package io.chatroom;

import java.util.Optional;

import io.chatroom.chat.ChatRoomService;
import io.chatroom.chat.RoomLog;
import io.chatroom.log.sqlite.SqliteRoomLog;
import io.chatroom.ops.ActivityLog;
import io.chatroom.ops.ChatEndpoint;
import io.chatroom.ops.ChatHealthIndicator;
import io.chatroom.ops.ChatMetrics;
import io.chatroom.ops.HealthUrlFile;
import io.chatroom.ops.RoomMeters;
import io.chatroom.ops.StoreMetrics;
import io.chatroom.ops.StoreRequests;
import io.chatroom.ops.UnreadableRequests;
import io.chatroom.ops.VirtualThreadMetrics;
import io.chatroom.tcp.ChatConnectionFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.ssl.SslProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * What an operator sees: metrics, health, the endpoint, log lines, and errors in
 * settings.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(ChatEndpointProperties.class)
class OpsConfiguration {

	@Bean
	static ConfigurationPropertiesBindHandlerAdvisor settingBindHandler(Environment environment) {
		return (parent) -> new SettingBindHandler(parent, environment);
	}

	@Bean
	SslReloadFailures sslReloadFailures(SslProperties properties) {
		return new SslReloadFailures(properties);
	}

	@Bean
	CertificateReload certificateReload(SslProperties properties, SslBundleRegistry registry) {
		return new CertificateReload(properties, registry);
	}

	@Bean
	ChatMetrics chatMetrics(ChatConnectionFactory factory, ChatRoomService chat, ChatHealthIndicator health) {
		return new ChatMetrics(factory, chat, health);
	}

	@Bean
	MeterBinder storeMetrics(RoomLog log) {
		return (log instanceof SqliteRoomLog store) ? new StoreMetrics(store.statistics()) : (registry) -> {
			// in memory there is nothing to measure, and Redis has other meters
		};
	}

	@Bean
	RoomMeters roomMeters(MeterRegistry registry) {
		return new RoomMeters(registry);
	}

	@Bean
	ActivityLog activityLog(ChatConnectionFactory factory, ChatRoomService chat) {
		return new ActivityLog(factory, chat);
	}

	@Bean
	ChatEndpoint chatEndpoint(ChatRoomService chat, ChatConnectionFactory factory, StoreRequests store,
			ChatEndpointProperties properties) {
		return new ChatEndpoint(chat, factory, store, properties.showValues(), properties.roles());
	}

	/**
	 * Without HTTP there is no access.
	 */
	@Bean
	StoreRequests storeRequests(RoomLog log, Optional<EndpointAccessResolver> access) {
		return new StoreRequests((log instanceof SqliteRoomLog store) ? store.copies() : null,
				access.map((resolver) -> resolver.accessFor(EndpointId.of("chat"), Access.READ_ONLY))
					.filter(Access.UNRESTRICTED::equals)
					.isPresent());
	}

	@Bean
	UnreadableRequests unreadableRequests() {
		return new UnreadableRequests();
	}

	@Bean
	VirtualThreadMetrics virtualThreadMetrics() {
		return new VirtualThreadMetrics();
	}

	@Bean
	@ConditionalOnWebApplication
	HealthUrlFile healthUrlFile(Environment environment, PathMappedEndpoints endpoints) {
		return new HealthUrlFile(environment, endpoints);
	}

	@Bean
	ChatHealthIndicator chatHealthIndicator(ChatConnectionFactory factory, ChatRoomService chat) {
		return new ChatHealthIndicator(factory, chat);
	}

}
