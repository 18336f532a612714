package io.chatroom.client.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;

import io.chatroom.client.QuickConnect;
import io.chatroom.client.load.SmallChatServer.Fault;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Runs the load tool in this process, with short waits except for what must arrive. */
public final class LoadTool {

	private LoadTool() {
	}

	/** The wait for what must arrive. */
	private static final Duration PATIENT = Duration.ofMinutes(1);

	private static final LoadWaits ALL_COMES = new LoadWaits(Duration.ZERO, PATIENT, PATIENT, PATIENT, PATIENT,
			QuickConnect.WAITS, PATIENT);

	private static final LoadWaits SOME_IS_LOST = new LoadWaits(Duration.ZERO, Duration.ofMillis(300), PATIENT, PATIENT,
			Duration.ofSeconds(5), QuickConnect.WAITS, PATIENT);

	private static final LoadWaits ALL_BUT_THE_REST = new LoadWaits(Duration.ZERO, PATIENT, Duration.ZERO,
			Duration.ZERO, PATIENT, QuickConnect.WAITS, PATIENT);

	/**
	 * Runs the tool as the command line does, but waits up to a minute for what must
	 * arrive.
	 * @return the exit code
	 */
	public static int run(String[] args, PrintStream out) {
		return LoadCommand.run(args, out, out, ALL_COMES);
	}

	static Run run(String options) {
		return run(options, ALL_COMES);
	}

	/** Runs the tool, but waits only some seconds for what is lost. */
	static Run runWithLosses(String options) {
		return run(options, SOME_IS_LOST);
	}

	private static Run run(String options, LoadWaits waits) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		int exitCode = LoadCommand.run(options.split(" "), new PrintStream(out, true, UTF_8),
				new PrintStream(err, true, UTF_8), waits);
		return new Run(exitCode, out.toString(UTF_8), err.toString(UTF_8));
	}

	/** Runs the tool briefly against a chat server with this fault. */
	static Run onChatroom(Fault fault, String options) throws IOException {
		return onChatroom(fault, options, ALL_COMES);
	}

	/** Does the same, but waits only briefly for lost lines. */
	static Run onChatroomThatLoses(Fault fault, String options) throws IOException {
		return onChatroom(fault, options, SOME_IS_LOST);
	}

	/** Does the same, but does not wait for evictions or gauges. */
	static Run onChatroomWithoutMore(Fault fault, String options) throws IOException {
		return onChatroom(fault, options, ALL_BUT_THE_REST);
	}

	private static Run onChatroom(Fault fault, String options, LoadWaits waits) throws IOException {
		try (SmallChatServer server = SmallChatServer.chatroom(fault)) {
			return run(server, options, waits);
		}
	}

	/** Runs the tool briefly against an IRC server with this fault. */
	static Run onIrc(Fault fault, String options) throws IOException {
		try (SmallChatServer server = SmallChatServer.irc(fault)) {
			return run(server, "--dialect irc " + options, ALL_COMES);
		}
	}

	private static Run run(SmallChatServer server, String options, LoadWaits waits) {
		String seconds = options.contains("--seconds") ? "" : " --seconds 0.1";
		String warmup = options.contains("--warmup") ? "" : " --warmup 0";
		return run("--port " + server.port() + " " + options + seconds + warmup, waits);
	}

	record Run(int exitCode, String out, String err) {
	}

}
