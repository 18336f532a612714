package io.chatroom.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import io.chatroom.TestApplication;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The program as a process of its own, for a test. It keeps rooms in memory, unless the
 * test names a directory, and has no web port, unless the test names one.
 */
public final class ServiceProcess implements AutoCloseable {

	private static final Pattern OPEN = Pattern.compile("Chat is open on \\S+:(\\d+)");

	private static final Pattern HTTP_OPEN = Pattern.compile("Health is at https?://\\S+:(\\d+)/");

	private final Process process;

	private final Queue<String> output = new ConcurrentLinkedQueue<>();

	private final Thread collector;

	private ServiceProcess(Process process) {
		this.process = process;
		this.collector = Thread.ofVirtual().start(this::collect);
	}

	/**
	 * Starts it.
	 * @param arguments what follows {@code java -jar chatroom.jar}
	 */
	public static ServiceProcess start(String... arguments) {
		return start(List.of(), TestApplication.MAIN, arguments);
	}

	/**
	 * Starts it with an option of the JVM.
	 */
	public static ServiceProcess startWith(String option, String... arguments) {
		List<String> java = new ArrayList<>(List.of(option));
		java.addAll(fromClasses(TestApplication.MAIN));
		return start(List.of(), java, arguments);
	}

	/**
	 * Starts it with a limit of open files.
	 * @param main the class that is run
	 */
	public static ServiceProcess startWithFiles(int most, Class<?> main, String... arguments) {
		return start(List.of("sh", "-c", "ulimit -n " + most + " && exec \"$@\"", "sh"), main, arguments);
	}

	/**
	 * Starts it by way of another program.
	 * @param wrapper a program with its arguments, to which the command is added
	 */
	public static ServiceProcess startBehind(List<String> wrapper, String... arguments) {
		return start(wrapper, TestApplication.MAIN, arguments);
	}

	/**
	 * Starts the program from a jar file.
	 * @param options of the JVM
	 */
	public static ServiceProcess startJar(Path jar, List<String> options, String... arguments) {
		return startJarBehind(List.of(), jar, options, arguments);
	}

	/**
	 * Starts the program from a jar file by way of another program.
	 * @param wrapper a program with its arguments, to which the command is added
	 * @param options of the JVM
	 */
	public static ServiceProcess startJarBehind(List<String> wrapper, Path jar, List<String> options,
			String... arguments) {
		List<String> java = new ArrayList<>(options);
		java.addAll(List.of("-jar", jar.toString()));
		return start(wrapper, java, arguments);
	}

	private static ServiceProcess start(List<String> wrapper, Class<?> main, String... arguments) {
		return start(wrapper, fromClasses(main), arguments);
	}

	private static List<String> fromClasses(Class<?> main) {
		return List.of("-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
				main.getName());
	}

	private static ServiceProcess start(List<String> wrapper, List<String> java, String... arguments) {
		List<String> command = new ArrayList<>(wrapper);
		// one compiler: it lives for seconds, and most of them would go into the other
		command.addAll(List.of(ProcessHandle.current().info().command().orElseThrow(), "-XX:TieredStopAtLevel=1",
				"-XX:+UseSerialGC"));
		command.addAll(java);
		command.addAll(List.of(arguments));
		try {
			ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
			builder.environment().put("CHAT_DATA_DIRECTORY", "");
			builder.environment().put("CHAT_WEB_PORT", "-1");
			return new ServiceProcess(builder.start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void collect() {
		try (var reader = this.process.inputReader(StandardCharsets.UTF_8)) {
			reader.lines().forEach(this.output::add);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Waits until it has opened its port.
	 */
	public int port() {
		return await(OPEN);
	}

	public int httpPort() {
		return await(HTTP_OPEN);
	}

	/**
	 * Waits until it prints a number. If it does not, the failure has its output.
	 * @param line whose first group is the number
	 */
	public int await(Pattern line) {
		try {
			return Awaitility.await()
				.until(() -> line.matcher(output()).results().findFirst(), Optional::isPresent)
				.map((result) -> Integer.valueOf(result.group(1)))
				.orElseThrow();
		}
		catch (ConditionTimeoutException ex) {
			throw new AssertionError("alive: " + this.process.isAlive() + "\n" + output(), ex);
		}
	}

	/**
	 * Types a line into its standard input.
	 */
	public void type() {
		try (Writer input = this.process.outputWriter()) {
			input.write('\n');
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Sends SIGTERM.
	 */
	public void terminate() {
		this.process.toHandle().destroy();
	}

	/**
	 * Sends a signal to the program, also behind a wrapper that stays.
	 * @param name without SIG
	 */
	public void signal(String name) throws Exception {
		assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).inheritIO().start().waitFor())
			.isZero();
	}

	/**
	 * Limits the size of the files that it writes, as a full disk does.
	 * @param bytes a number, or {@code unlimited}
	 */
	public void limitFiles(String bytes) throws Exception {
		assertThat(new ProcessBuilder("prlimit", "--pid", String.valueOf(pid()), "--fsize=" + bytes + ":").inheritIO()
			.start()
			.waitFor()).isZero();
	}

	/**
	 * Returns the process ID of the program, also behind a wrapper that stays.
	 */
	public long pid() {
		return this.process.descendants()
			.filter((process) -> process.info().command().orElse("").endsWith("java"))
			.findFirst()
			.orElse(this.process.toHandle())
			.pid();
	}

	/**
	 * Waits until it prints some words.
	 */
	public void awaitOutput(String words) {
		Awaitility.await().until(this::output, (output) -> output.contains(words));
	}

	/**
	 * Waits for its end, and for all that it printed.
	 * @return its exit code
	 */
	public int exitCode() throws InterruptedException {
		assertThat(this.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		this.collector.join();
		return this.process.exitValue();
	}

	public String output() {
		return String.join("\n", this.output);
	}

	/**
	 * Sends SIGKILL.
	 */
	public void kill() {
		this.process.toHandle().destroyForcibly();
	}

	@Override
	public void close() {
		kill();
	}

}
