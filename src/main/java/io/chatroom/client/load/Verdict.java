package io.chatroom.client.load;

import java.util.Optional;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

/**
 * Whether every line arrived everywhere and in one order.
 *
 * @param sent lines that were sent in the whole run
 * @param lines how they arrived
 * @param leaves how the leave lines of the clients that reset arrived
 * @param disordered how many clients saw another order of all these than the rest, or a
 * sender's lines not in the order she sent them
 * @param disconnected how many clients were disconnected that had not stalled
 * @param evicted how many stalled clients were disconnected
 * @param others how many other lines came while load lines flowed
 * @param note the first of them, or why the first client was disconnected
 */
record Verdict(long sent, Receipts lines, Receipts leaves, int disordered, int disconnected, int evicted, long others,
		Optional<String> note) {

	boolean flawless() {
		return this.lines.right() && this.leaves.right() && this.disordered == 0 && this.disconnected == 0;
	}

	String sentence() {
		if (flawless()) {
			return "arrived everywhere, in one order";
		}
		StringBuilder faults = new StringBuilder();
		add(faults, this.lines, "");
		add(faults, this.leaves, " of the leave lines");
		add(faults, this.disordered, "out of order at " + count(this.disordered, "client"));
		add(faults, this.disconnected, count(this.disconnected, "client") + " disconnected");
		return faults.toString();
	}

	static String count(long number, String noun) {
		return format(ROOT, "%,d %s%s", number, noun, (number == 1) ? "" : "s");
	}

	private static void add(StringBuilder faults, Receipts receipts, String which) {
		add(faults, receipts.lost(),
				format(ROOT, "%,d%s lost at %s", receipts.lost(), which, count(receipts.shortClients(), "client")));
		add(faults, receipts.surplus(), format(ROOT, "%,d%s too many", receipts.surplus(), which));
	}

	private static void add(StringBuilder faults, long count, String text) {
		if (count > 0) {
			faults.append(faults.isEmpty() ? "" : "; ").append(text);
		}
	}

}
