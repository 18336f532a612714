package io.chatroom;

import java.util.List;
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
		List<Watched> all = watched().toList();
		boolean reported = false;
		for (Watched bundle : all) {
			Throwable why = bundle.problem();
			if (why != null) {
				report(bundle.toString(), why);
				reported = true;
			}
		}
		if (!reported) {
			// all files are readable: the service or Tomcat rejected what is in them
			report(all.stream().map(Watched::toString).collect(Collectors.joining(", ")), failure);
		}
		return FilterReply.DENY;
	}

	private Stream<Watched> watched() {
		SslProperties.Bundles bundles = this.properties.getBundle();
		return Stream.concat(
				bundles.getPem()
					.entrySet()
					.stream()
					.filter((pem) -> pem.getValue().isReloadOnUpdate())
					.map((pem) -> Watched.of(pem.getKey(), pem.getValue())),
				bundles.getJks()
					.entrySet()
					.stream()
					.filter((jks) -> jks.getValue().isReloadOnUpdate())
					.map((jks) -> Watched.of(jks.getKey(), jks.getValue())));
	}

	/**
	 * Logs why a bundle stays as it was.
	 * @param bundle its name, and its files if they are known
	 */
	static void report(String bundle, Throwable why) {
		logger.error("SSL bundle {} cannot be reloaded; the old one stays in use: {}", bundle, reason(why));
	}

	private static String reason(Throwable failure) {
		return (failure.getMessage() + FileProblem.of(failure)).replaceAll("\\s+", " ");
	}

	/**
	 * A bundle whose files Spring Boot watches.
	 */
	private record Watched(String name, String files, Supplier<SslBundle> reader) {

		static Watched of(String name, PemSslBundleProperties pem) {
			return new Watched(name, join(pem.getKeystore().getCertificate(), pem.getKeystore().getPrivateKey(),
					pem.getTruststore().getCertificate()), () -> PropertiesSslBundle.get(pem));
		}

		static Watched of(String name, JksSslBundleProperties jks) {
			return new Watched(name, join(jks.getKeystore().getLocation(), jks.getTruststore().getLocation()),
					() -> PropertiesSslBundle.get(jks));
		}

		private static String join(@Nullable String... files) {
			return Stream.of(files).filter(Objects::nonNull).collect(Collectors.joining(", "));
		}

		/**
		 * Reads the bundle again.
		 * @return why that failed, or null
		 */
		@Nullable Throwable problem() {
			try {
				SslBundle bundle = this.reader.get();
				bundle.getStores().getKeyStore();
				bundle.getStores().getTrustStore();
				return null;
			}
			catch (RuntimeException ex) {
				return ex;
			}
		}

		@Override
		public String toString() {
			return this.name + " (" + this.files + ")";
		}

	}

}
