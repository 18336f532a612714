package io.chatroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.chatroom.client.ConnectCommand;
import io.chatroom.client.HealthcheckCommand;
import io.chatroom.client.load.LoadCommand;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * The program: the server, which is the default, and the tools that come with it, which
 * start no Spring.
 */
@SpringBootApplication
class ChatroomApplication {

	static void main(String[] args) {
		String command = (args.length > 0) ? args[0] : "server";
		String[] rest = Arrays.copyOfRange(args, Math.min(1, args.length), args.length);
		switch (command) {
			case "server" -> serve(rest);
			case "connect" -> connect(rest);
			case "load" -> System.exit(LoadCommand.run(rest, System.out, System.err));
			case "healthcheck" -> System.exit(healthcheck(rest));
			default -> serve(args);
		}
	}

	private static int healthcheck(String[] args) {
		// the image's server has /dev/shm; a JVM that a person starts in it, /tmp
		Set<Path> directories = Stream.of(System.getProperty("java.io.tmpdir"), "/dev/shm", "/tmp")
			.map(Path::of)
			.collect(Collectors.toCollection(LinkedHashSet::new));
		return HealthcheckCommand.run(args, System.getenv(), directories, System.out, System.err);
	}

	private static void connect(String[] args) {
		// the JDK looks for services in every jar that the context's loader has
		Thread.currentThread().setContextClassLoader(ClassLoader.getSystemClassLoader());
		PreloadedClasses.forClient();
		System.exit(ConnectCommand.run(args, System.in, System.out, System.err));
	}

	private static void serve(String[] args) {
		ServerArguments.answer(List.of(args), System.out, System.err).ifPresent(System::exit);
		Undecoded.message(List.of(args), System.getenv()).ifPresent((message) -> {
			System.err.println(message);
			System.exit(StartExitCode.INVALID_SETTING);
		});
		TerminationSignals.handle();
		ApplicationContext context = run(args);
		TerminationSignals.onHangUp(context.getBean(CertificateReload.class));
		PreloadedClasses.forServer(context.containsBean("webServer"));
	}

	private static ApplicationContext run(String[] args) {
		try {
			return application(ChatroomApplication.class).run(args);
		}
		catch (RuntimeException ex) {
			// Spring Boot has reported it
			System.exit(StartExitCode.of(ex));
			throw ex;
		}
	}

	/**
	 * Returns the server, with its defaults. They are default properties, not an
	 * {@code application.properties}: SPRING_CONFIG_LOCATION and SPRING_CONFIG_NAME
	 * replace that file, and would open the actuator to all machines.
	 * @param configuration the beans: this class, or fewer for a test
	 */
	static SpringApplication application(Class<?> configuration) {
		SpringApplication application = new SpringApplication(configuration);
		try {
			application.setDefaultProperties(PropertiesLoaderUtils
				.loadProperties(new ClassPathResource("defaults.properties", ChatroomApplication.class)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		application.setLogStartupInfo(false);
		application.addListeners(new StartLog(), new PreparedBeans());
		Systemd.ofEnvironment(System.getenv()).ifPresent(application::addListeners);
		return application;
	}

}
