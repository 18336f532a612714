package io.chatroom;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes SIGTERM and SIGINT an orderly end with exit code 0. By itself the JVM runs its
 * shutdown hooks and then exits with 143 or 130, which a container's supervisor takes for
 * a failure. By reflection, since the JDK has signals in {@code sun.misc} alone, and the
 * compiler warns of that in a way that nothing switches off.
 */
final class TerminationSignals {

	private static final Logger logger = LoggerFactory.getLogger(TerminationSignals.class);

	private TerminationSignals() {
	}

	static void exitInOrder() {
		for (String name : new String[] { "TERM", "INT" }) {
			try {
				Class<?> signal = Class.forName("sun.misc.Signal");
				Class<?> handler = Class.forName("sun.misc.SignalHandler");
				Object exit = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] { handler },
						(proxy, method, arguments) -> {
							System.exit(0);
							return null;
						});
				signal.getMethod("handle", signal, handler)
					.invoke(null, signal.getConstructor(String.class).newInstance(name), exit);
			}
			catch (ReflectiveOperationException | IllegalArgumentException ex) {
				Throwable cause = (ex instanceof InvocationTargetException) ? ex.getCause() : ex;
				logger.info("SIG{} ends with the JVM's own exit code: {}", name, String.valueOf(cause));
			}
		}
	}

}
