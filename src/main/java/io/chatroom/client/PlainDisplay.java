package io.chatroom.client;

import java.io.PrintStream;
import java.util.List;

import io.chatroom.protocol.ServerEvent;
import io.chatroom.protocol.TextLines;

/**
 * Prints a conversation in a pipe: the server's lines as plain text on stdout, the
 * client's messages on stderr.
 */
final class PlainDisplay implements Display {

	private final PlainOutput out;

	private final PrintStream err;

	PlainDisplay(PrintStream out, PrintStream err) {
		this.out = new PlainOutput(out);
		this.err = err;
	}

	@Override
	public void show(ServerEvent event) {
		TextLines.of(event).forEach(this.out::line);
	}

	@Override
	public void text(String line) {
		this.out.line(line);
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
