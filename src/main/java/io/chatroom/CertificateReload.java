package io.chatroom;

import java.util.Map;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.ssl.PropertiesSslBundle;
import org.springframework.boot.autoconfigure.ssl.SslProperties;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleRegistry;

/**
 * Reads the files of all SSL bundles again, when an operator asks for it with SIGHUP. New
 * connections use what was read, open ones stay. A bundle that cannot be read stays as it
 * was. Any thread.
 */
final class CertificateReload implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(CertificateReload.class);

	private final SslProperties properties;

	private final SslBundleRegistry registry;

	CertificateReload(SslProperties properties, SslBundleRegistry registry) {
		this.properties = properties;
		this.registry = registry;
	}

	@Override
	public synchronized void run() {
		SslProperties.Bundles bundles = this.properties.getBundle();
		if (bundles.getPem().isEmpty() && bundles.getJks().isEmpty()) {
			logger.info("SIGHUP: nothing to do. There are no certificates, and changed settings need a restart");
		}
		renew(bundles.getPem(), PropertiesSslBundle::get);
		renew(bundles.getJks(), PropertiesSslBundle::get);
	}

	private <T> void renew(Map<String, T> bundles, Function<T, SslBundle> reader) {
		bundles.forEach((name, files) -> {
			try {
				SslBundle bundle = reader.apply(files);
				// a bundle reads its files when it is asked, and the registry does not
				// ask
				bundle.getStores().getKeyStore();
				bundle.getStores().getTrustStore();
				this.registry.updateBundle(name, bundle);
				logger.info("SIGHUP: bundle {} was read again. Changed settings need a restart", name);
			}
			catch (RuntimeException ex) {
				SslReloadFailures.report(name, ex);
			}
		});
	}

}
