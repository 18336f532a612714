package io.chatroom;

import java.io.FileInputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what the signals do whose default action ends the process. SIGTERM and SIGINT
 * stop the service in order, with exit code 0; by itself the JVM exits with 143 or 130,
 * which a container's supervisor takes for a failure. SIGHUP does the same when there is
 * a controlling terminal, since that is what a closed window sends. Without a terminal it
 * is an operator's "read your certificates again". The other signals are only logged.
 *
 * <p>
 * By reflection, since the JDK has signals in {@code sun.misc} alone, and the compiler
 * warns of that in a way that nothing switches off.
 */
final class TerminationSignals {

	private static final Logger logger = LoggerFactory.getLogger(TerminationSignals.class);

	/** Not SIGUSR2 and SIGQUIT, which the JVM uses. */
	private static final List<String> OTHERS = List.of("USR1", "ALRM", "VTALRM", "PROF", "IO", "PWR", "STKFLT");

	private static volatile Runnable reload = () -> logger.info("SIGHUP: nothing to do, the service is not up yet");

	private TerminationSignals() {
	}

	/**
	 * Takes the signals over, except for those that are ignored or that somebody handles
	 * already, such as SIGHUP below {@code nohup} or SIGPROF with a profiler.
	 */
	static void handle() {
		if (!handle("TERM", () -> System.exit(0))) {
			logger.info("SIGTERM is left to the JVM: the exit code is not 0");
		}
		// ignored where a shell has put the service into the background
		handle("INT", () -> System.exit(0));
		boolean hasTerminal = hasControllingTerminal();
		handle("HUP", hasTerminal ? () -> System.exit(0) : () -> reload.run());
		for (String name : OTHERS) {
			handle(name, () -> logger.info("SIG{}: nothing to do. SIGTERM stops the service", name));
		}
	}

	/**
	 * Sets what SIGHUP does from now on, without a terminal. The signal's own thread
	 * calls it.
	 */
	static void onHangUp(Runnable action) {
		reload = action;
	}

	/**
	 * Returns whether it is handled that way now.
	 */
	private static boolean handle(String name, Runnable action) {
		try {
			Class<?> signalType = Class.forName("sun.misc.Signal");
			Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
			Object ignored = handlerType.getField("SIG_IGN").get(null);
			Object byDefault = handlerType.getField("SIG_DFL").get(null);
			Object signal = signalType.getConstructor(String.class).newInstance(name);
			Object handler = Proxy.newProxyInstance(handlerType.getClassLoader(), new Class<?>[] { handlerType },
					(proxy, method, arguments) -> {
						// the JVM's own thread does not see the jars inside of the jar
						Thread.currentThread().setContextClassLoader(TerminationSignals.class.getClassLoader());
						action.run();
						return null;
					});
			var handle = signalType.getMethod("handle", signalType, handlerType);
			Object before = handle.invoke(null, signal, handler);
			boolean isOthers = OTHERS.contains(name) ? !byDefault.equals(before) : ignored.equals(before);
			if (isOthers) {
				handle.invoke(null, signal, before);
			}
			return !isOthers;
		}
		catch (InvocationTargetException | IllegalArgumentException ex) {
			// unknown to this system, ignored, or taken by the JVM
			return false;
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Looks at the start: when the signal of a closed window comes, the terminal is gone.
	 */
	private static boolean hasControllingTerminal() {
		try (var terminal = new FileInputStream("/dev/tty")) {
			return terminal.getFD().valid();
		}
		catch (IOException ex) {
			return false;
		}
	}

}
