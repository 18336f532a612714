package io.chatroom.client;

import java.io.PrintStream;
import java.util.List;

import io.chatroom.protocol.ServerEvent;
import org.jspecify.annotations.Nullable;

/**
 * Prints a conversation for a program: the lines of the JSON mode as received on stdout,
 * and nothing else there.
 */
final class JsonDisplay implements Display {

	private final PlainOutput out;

	private final PrintStream err;

	JsonDisplay(PrintStream out, PrintStream err) {
		this.out = new PlainOutput(out);
		this.err = err;
	}

	@Override
	public void raw(String json, @Nullable ServerEvent event) {
		this.out.line(json);
	}

	@Override
	public void show(ServerEvent event) {
	}

	@Override
	public void notice(String text) {
		this.err.println(text);
	}

	@Override
	public void pending(List<String> unsent) {
	}

	@Override
	public void closed() {
	}

}
