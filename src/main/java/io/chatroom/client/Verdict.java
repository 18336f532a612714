package io.chatroom.client;

import java.util.Optional;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

/**
 * Whether every line arrived everywhere and in one order.
 *
 * @param sent lines that were sent in the whole run
 * @param lost how many receipts are missing
 * @param shortClients at how many clients
 * @param surplus how many receipts are too many
 * @param disordered how many clients saw another order than the rest, or a sender's lines
 * not in the order she sent them
 * @param disconnected how many clients were disconnected that had not stalled
 * @param evicted how many stalled clients were disconnected
 * @param others how many other lines came while load lines flowed
 * @param note the first of them, or why the first client was disconnected
 */
record Verdict(long sent, long lost, int shortClients, long surplus, int disordered, int disconnected, int evicted,
		long others, Optional<String> note) {

	boolean flawless() {
		return this.lost == 0 && this.surplus == 0 && this.disordered == 0 && this.disconnected == 0;
	}

	String sentence() {
		if (flawless()) {
			return "arrived everywhere, in one order";
		}
		StringBuilder faults = new StringBuilder();
		add(faults, this.lost, format(ROOT, "%,d lost at %s", this.lost, count(this.shortClients, "client")));
		add(faults, this.surplus, format(ROOT, "%,d too many", this.surplus));
		add(faults, this.disordered, "out of order at " + count(this.disordered, "client"));
		add(faults, this.disconnected, count(this.disconnected, "client") + " disconnected");
		return faults.toString();
	}

	static String count(long number, String noun) {
		return format(ROOT, "%,d %s%s", number, noun, (number == 1) ? "" : "s");
	}

	private static void add(StringBuilder faults, long count, String text) {
		if (count > 0) {
			faults.append(faults.isEmpty() ? "" : "; ").append(text);
		}
	}

}
