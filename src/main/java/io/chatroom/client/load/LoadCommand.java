package io.chatroom.client.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.chatroom.client.HostAndPort;
import io.chatroom.client.UsageException;
import io.chatroom.client.load.resume.ResumePlan;
import io.chatroom.client.load.resume.ResumeResult;
import io.chatroom.client.load.resume.ResumeRun;

/**
 * The {@code load} command: runs the load, prints the results, and reports faults by the
 * exit code.
 */
public final class LoadCommand {

	private static final int LINES_LOST = 1;

	private static final int WRONG_USAGE = 2;

	/** Lines of a client that waits for an answer, with {@code --rate}. */
	private static final int MOST_UNCONFIRMED = 256;

	private LoadCommand() {
	}

	/**
	 * Puts a server under load for the given time.
	 * @param args the options, as {@code load --help} lists them
	 * @param out receives the results
	 * @param err receives progress and errors
	 * @return 0 if every line arrived at every client in one order; 1 if not, if the
	 * server's counts were wrong, or if the run failed; 2 if an option is invalid
	 */
	public static int run(String[] args, PrintStream out, PrintStream err) {
		return run(args, out, err, LoadWaits.REAL);
	}

	static int run(String[] args, PrintStream out, PrintStream err, LoadWaits waits) {
		try {
			LoadArguments arguments = new LoadArguments(args);
			if (arguments.has("--help") || arguments.has("-h")) {
				out.print(LoadHelp.TEXT);
				return 0;
			}
			return run(LoadOptions.parse(arguments), out, err, waits);
		}
		catch (UsageException ex) {
			err.println("load: " + ex.getMessage());
			return WRONG_USAGE;
		}
		catch (IOException ex) {
			err.println("load: " + ex.getMessage());
			return LINES_LOST;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return LINES_LOST;
		}
	}

	private static int run(LoadOptions options, PrintStream out, PrintStream err, LoadWaits waits)
			throws IOException, InterruptedException {
		if (options.resumes()) {
			ResumeResult result = new ResumeRun(plan(options), waits.reconnect(), waits.resumed(), err).run();
			new LoadReport(out).print(options, result);
			return result.flawless() ? 0 : LINES_LOST;
		}
		LoadResult result = new LoadSession(options, waits, err).run();
		new LoadReport(out).print(result);
		if (options.json().isPresent()) {
			write(options.json().get(), LoadJson.of(result));
		}
		if (options.plot().isPresent()) {
			write(options.plot().get(), LoadPlot.of(result));
		}
		return result.outcome().flawless() ? 0 : LINES_LOST;
	}

	private static ResumePlan plan(LoadOptions options) {
		List<HostAndPort> servers = options.servers()
			.stream()
			.map((server) -> new HostAndPort(server.getHostString(), server.getPort()))
			.toList();
		int window = options.closedLoop() ? options.window() : MOST_UNCONFIRMED;
		return new ResumePlan(servers, options.clients(), options.rooms(), options.senders(), window, options.rate(),
				options.size(), options.measured());
	}

	private static void write(Path file, String text) throws IOException {
		try {
			Files.writeString(file, text);
		}
		catch (IOException ex) {
			throw new IOException("cannot write " + ex.getMessage(), ex);
		}
	}

}
