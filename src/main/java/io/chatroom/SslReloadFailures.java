package io.chatroom;

import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.ssl.JksSslBundleProperties;
import org.springframework.boot.autoconfigure.ssl.PemSslBundleProperties;
import org.springframework.boot.autoconfigure.ssl.PropertiesSslBundle;
import org.springframework.boot.autoconfigure.ssl.SslProperties;
import org.springframework.boot.ssl.SslBundle;

/**
 * Logs a failed reload of a changed SSL bundle: one line with the bundle's name, its
 * files and the reason. Spring Boot logs a stack trace that does not name the bundle;
 * this filter replaces it. Any thread.
 */
final class SslReloadFailures extends TurboFilter implements InitializingBean, DisposableBean {

	/** Boot's class is not public. */
	private static final String WATCHER = "org.springframework.boot.autoconfigure.ssl.FileWatcher";

	private static final org.slf4j.Logger logger = LoggerFactory.getLogger(SslReloadFailures.class);

	private final SslProperties properties;

	SslReloadFailures(SslProperties properties) {
		this.properties = properties;
	}

	@Override
	public void afterPropertiesSet() {
		start();
		logback().addTurboFilter(this);
	}

	@Override
	public void destroy() {
		logback().getTurboFilterList().remove(this);
	}

	private static LoggerContext logback() {
		return (LoggerContext) LoggerFactory.getILoggerFactory();
	}

	@Override
	public FilterReply decide(Marker marker, Logger source, Level level, String format, Object[] params,
			@Nullable Throwable failure) {
		if (failure == null || !source.getName().equals(WATCHER)) {
			return FilterReply.NEUTRAL;
		}
		boolean named = false;
		for (Map.Entry<String, PemSslBundleProperties> pem : this.properties.getBundle().getPem().entrySet()) {
			PemSslBundleProperties bundle = pem.getValue();
			named |= bundle.isReloadOnUpdate() && report(pem.getKey(), () -> PropertiesSslBundle.get(bundle),
					bundle.getKeystore().getCertificate(), bundle.getKeystore().getPrivateKey(),
					bundle.getTruststore().getCertificate());
		}
		for (Map.Entry<String, JksSslBundleProperties> jks : this.properties.getBundle().getJks().entrySet()) {
			JksSslBundleProperties bundle = jks.getValue();
			named |= bundle.isReloadOnUpdate() && report(jks.getKey(), () -> PropertiesSslBundle.get(bundle),
					bundle.getKeystore().getLocation(), bundle.getTruststore().getLocation());
		}
		if (!named) {
			// its files are readable, but the service or Tomcat rejected it
			logger.error("An SSL bundle cannot be reloaded; the old one stays in use: {}", reason(failure));
		}
		return FilterReply.DENY;
	}

	/**
	 * Reads a bundle, and logs the reason if that fails.
	 * @param files its files; null for those that it does not have
	 * @return whether it failed
	 */
	private static boolean report(String name, Supplier<SslBundle> bundle, @Nullable String... files) {
		try {
			SslBundle read = bundle.get();
			read.getStores().getKeyStore();
			read.getStores().getTrustStore();
			return false;
		}
		catch (RuntimeException ex) {
			logger.error("SSL bundle {} ({}) cannot be reloaded; the old one stays in use: {}", name,
					Stream.of(files).filter(Objects::nonNull).collect(Collectors.joining(", ")), reason(ex));
			return true;
		}
	}

	private static String reason(Throwable failure) {
		return (failure.getMessage() + FileProblem.of(failure)).replaceAll("\\s+", " ");
	}

}
