package io.chatroom;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the manual page from the help texts of the commands.
 */
final class ManPage {

	private static final Pattern HEADING = Pattern.compile("([A-Z][a-z ]+)( \\([^)]*\\))?:( \\S.*)?");

	/** A term and, after at least two spaces, what it means. */
	private static final Pattern ITEM = Pattern.compile("  (\\S+(?: \\S+)*)(?: {2,}(\\S.*))?");

	private static final List<String> VERBATIM = List.of("Usage", "Examples");

	private static final String HEAD = """
			.TH CHATROOM 1
			.SH NAME
			chatroom \\- chat server over raw TCP, and its client
			""";

	private static final String TAIL = """
			.SH FILES
			.TP
			.I /etc/chatroom/application.yml
			settings of the service, read at its start
			.TP
			.I /var/lib/chatroom/data
			what the service keeps: rooms, accounts, bans
			.TP
			.I /usr/share/doc/chatroom
			license and changes
			.SH SEE ALSO
			.BR systemctl (1),
			.BR journalctl (1),
			.BR telnet (1)
			""";

	private final StringBuilder page = new StringBuilder(HEAD);

	private boolean verbatim;

	/**
	 * Whether the section's text began in the line of its heading, and so has no items.
	 */
	private boolean running;

	/**
	 * Adds a command.
	 * @param title the heading of its part, such as {@code CHATROOM CONNECT}
	 * @param help what it prints for {@code --help}
	 */
	ManPage add(String title, String help) {
		line(".SH " + title);
		for (String line : help.replace("java -jar chatroom.jar", "chatroom").split("\n", -1)) {
			Matcher heading = HEADING.matcher(line);
			if (heading.matches()) {
				begin(heading);
			}
			else if (this.verbatim && line.startsWith(" ")) {
				line(escape(line.strip()));
			}
			else {
				endVerbatim();
				text(line);
			}
		}
		endVerbatim();
		return this;
	}

	private void begin(Matcher heading) {
		endVerbatim();
		String title = heading.group(1) + ((heading.group(2) != null) ? heading.group(2) : "");
		line(".SS " + escape(title));
		this.verbatim = VERBATIM.contains(heading.group(1));
		this.running = heading.group(3) != null;
		if (this.verbatim) {
			line(".nf");
		}
		if (heading.group(3) != null) {
			line(escape(heading.group(3).strip()));
		}
	}

	private void endVerbatim() {
		if (this.verbatim) {
			line(".fi");
			line(".PP");
		}
		this.verbatim = false;
	}

	private void text(String line) {
		Matcher item = ITEM.matcher(line);
		if (line.isBlank()) {
			this.running = false;
		}
		else if (item.matches() && !this.running) {
			line(".TP");
			line(".B " + escape(item.group(1)));
			if (item.group(2) != null) {
				line(escape(item.group(2)));
			}
		}
		else {
			if (!line.startsWith(" ") && this.page.indexOf("\n.TP\n", this.page.lastIndexOf("\n.S")) > 0) {
				line(".PP");
			}
			line(escape(line.strip()));
		}
	}

	private void line(String line) {
		this.page.append(line).append('\n');
	}

	private static String escape(String text) {
		String escaped = text.replace("\\", "\\e").replace("-", "\\-");
		return escaped.matches("[.'].*") ? "\\&" + escaped : escaped;
	}

	@Override
	public String toString() {
		return this.page + TAIL;
	}

}
