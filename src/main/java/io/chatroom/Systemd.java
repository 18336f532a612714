package io.chatroom;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import io.chatroom.ops.ChatHealthIndicator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Notifies systemd, if it started the service: when clients can connect, when the service
 * stops, and regularly that the threads which serve clients respond. If they do not,
 * systemd restarts the service after {@code WatchdogSec}.
 */
final class Systemd implements ApplicationListener<ApplicationEvent> {

	private static final Logger logger = LoggerFactory.getLogger(Systemd.class);

	private final Consumer<String> socket;

	/** Half of {@code WatchdogSec}; zero without one. */
	private final Duration interval;

	/**
	 * Creates it.
	 * @param socket sends a message to systemd
	 * @param interval time between two messages of the watchdog; zero turns it off
	 */
	Systemd(Consumer<String> socket, Duration interval) {
		this.socket = socket;
		this.interval = interval;
	}

	/**
	 * Returns the notifier that systemd's variables ask for, or nothing without them.
	 */
	static Optional<Systemd> ofEnvironment(Map<String, String> environment) {
		if (!environment.containsKey("NOTIFY_SOCKET")) {
			return Optional.empty();
		}
		long micros = Long.parseLong(environment.getOrDefault("WATCHDOG_USEC", "0"));
		return Optional.of(new Systemd(Systemd::send, Duration.ofNanos(micros * 1000 / 2)));
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		if (event instanceof ApplicationReadyEvent ready) {
			this.socket.accept("READY=1");
			if (this.interval.isPositive()) {
				ChatHealthIndicator health = ready.getApplicationContext().getBean(ChatHealthIndicator.class);
				Thread.ofPlatform().daemon().name("systemd-watchdog").start(() -> watch(health::responds));
			}
		}
		else if (event instanceof ContextClosedEvent) {
			this.socket.accept("STOPPING=1");
		}
	}

	private void watch(BooleanSupplier responds) {
		try {
			while (true) {
				check(responds);
				Thread.sleep(this.interval);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Sends one message of the watchdog, unless a part does not respond.
	 */
	void check(BooleanSupplier responds) {
		if (responds.getAsBoolean()) {
			this.socket.accept("WATCHDOG=1");
		}
		else {
			logger.warn("A thread that serves clients does not respond: systemd's watchdog is not notified");
		}
	}

	/**
	 * Sends a message with systemd's own library, because the JDK has no datagrams over
	 * Unix sockets. Errors are only logged: the service works without systemd, too.
	 */
	@SuppressWarnings("restricted")
	private static void send(String message) {
		try (Arena arena = Arena.ofConfined()) {
			MethodHandle notify = Linker.nativeLinker()
				.downcallHandle(SymbolLookup.libraryLookup("libsystemd.so.0", arena).findOrThrow("sd_notify"),
						FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
			int result = (int) notify.invokeExact(0, arena.allocateFrom(message));
			if (result <= 0) {
				logger.warn("systemd cannot be notified of {}: error {}", message, -result);
			}
		}
		catch (Throwable ex) {
			// no such library, or no access to native code
			logger.warn("systemd cannot be notified of {}: {}", message, ex.toString());
		}
	}

}
