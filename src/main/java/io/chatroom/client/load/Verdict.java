package io.chatroom.client.load;

import java.util.Optional;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

/**
 * Whether every line arrived at every client in the sender's room, in one order.
 *
 * @param sent lines sent in the whole run
 * @param lines missing and surplus receipts of the lines
 * @param leaves missing and surplus receipts of the leave lines after the resets
 * @param strays receipts of lines of another room
 * @param disordered clients that saw the lines in another order than most in their room,
 * or a sender's lines in another order than sent
 * @param disconnected clients that were disconnected although they had not stalled
 * @param evicted stalled clients that were disconnected
 * @param others other lines that arrived during the load
 * @param note the first of these lines, or why the first client was disconnected
 */
record Verdict(long sent, Receipts lines, Receipts leaves, long strays, int disordered, int disconnected, int evicted,
		long others, Optional<String> note) {

	boolean flawless() {
		return this.lines.right() && this.leaves.right() && this.strays == 0 && this.disordered == 0
				&& this.disconnected == 0;
	}

	String sentence() {
		if (flawless()) {
			return "arrived everywhere, in one order";
		}
		StringBuilder faults = new StringBuilder();
		add(faults, this.lines, "");
		add(faults, this.leaves, " of the leave lines");
		add(faults, this.strays, format(ROOT, "%,d received in another room", this.strays));
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
