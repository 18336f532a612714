package io.chatroom.client.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

import io.chatroom.client.UsageException;

/**
 * The load tool's command line: runs it, prints what it found, and tells by the exit code
 * whether that is good.
 */
public final class LoadCommand {

	private static final int LINES_LOST = 1;

	private static final int WRONG_USAGE = 2;

	private LoadCommand() {
	}

	/**
	 * Puts a server under load until the given time is over.
	 * @param args the options, as {@code --help} lists them
	 * @param out where the result goes
	 * @param err where progress and complaints go
	 * @return 0 when every line arrived everywhere in one order, 1 when not, when the
	 * gauges were wrong or when the run failed, 2 for wrong options
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

	private static void write(Path file, String text) throws IOException {
		try {
			Files.writeString(file, text);
		}
		catch (IOException ex) {
			throw new IOException("cannot write " + ex.getMessage(), ex);
		}
	}

}
