/**
 * What was said in a room, or between two people. Bounded.
 */

/** Items that are kept while their end is looked at. */
export const LIVE = 500;

/** Items that are kept while somebody reads older ones. */
export const MOST = 2000;

export class Conversation {

	/**
	 * @param kind "room" or "person"
	 */
	constructor(kind, name) {
		this.kind = kind;
		this.name = name;
		this.items = [];
		this.unread = 0;
		this.mentions = 0;
		/** The first item that was not seen; a line is drawn before it. */
		this.mark = null;
		/** Items that are kept now. */
		this.limit = LIVE;
		/** Whether an item came anywhere but at the end since the view drew it. */
		this.mixed = false;
		this.topic = "";
		/** Whether older items come. */
		this.loading = false;
		/** Whether there is nothing older. */
		this.whole = kind === "person";
		this.renumber(null, 0);
	}

	/** Begins with another numbering of the events. */
	renumber(epoch, seq) {
		for (const item of this.epoch === epoch ? [] : this.items) {
			item.seq = null;
		}
		this.epoch = epoch;
		/** The last event before which none is missing. */
		this.seq = seq;
		this.high = seq;
		this.catching = false;
		this.whole = this.kind === "person";
	}

	/** Notes that an event was received. While events before it are missing, the place to resume stays. */
	saw(seq) {
		this.high = Math.max(this.high, seq);
		if (!this.catching) {
			this.seq = this.high;
		}
	}

	caughtUp() {
		this.catching = false;
		this.seq = this.high;
	}

	/**
	 * Adds an item by its number; one without a number is the last.
	 * @return whether it was not there
	 */
	add(item) {
		const { items } = this;
		let at = items.length;
		if (item.seq !== null) {
			at = items.findLastIndex(({ seq, at: time }) => seq === null ? time <= item.at : seq <= item.seq) + 1;
			if (items.slice(0, at).findLast(({ seq }) => seq !== null)?.seq === item.seq) {
				return false;
			}
		}
		this.mixed ||= at < items.length;
		items.splice(at, 0, item);
		return true;
	}

	trim(most) {
		const more = this.items.length - most;
		if (more > 0) {
			for (const item of this.items.splice(0, more)) {
				item.gone = true;
			}
			this.whole = this.kind === "person";
		}
	}

	/** How many lines `#history` would have to repeat to repeat all that are here. */
	get spoken() {
		return this.items.filter((item) => item.seq !== null && item.kind !== "passage").length;
	}

}
