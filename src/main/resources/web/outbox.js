/**
 * Lines that are not confirmed. One is on its way at a time, so it is known what an answer answers, and
 * after a lost connection the one that may have to be sent again.
 */

/** Lines that may wait. */
const MOST = 500;

/** Connections that may be lost over one line. */
const TRIES = 3;

export class Outbox {

	/**
	 * @param changed called when the waiting lines of the person change
	 */
	constructor(changed) {
		this.changed = changed;
		this.lines = [];
		/** When the first line was sent on this connection, or 0. */
		this.sentAt = 0;
		this.send = null;
	}

	/** The lines that a person typed. */
	get typed() {
		return this.lines.filter((line) => !line.hear);
	}

	/** @return whether there was room */
	add(line) {
		if (this.lines.length >= MOST) {
			return false;
		}
		this.lines.push(line);
		this.changed();
		this.pump();
		return true;
	}

	/** Adds what the page itself asks, before all that was typed. */
	ask(...questions) {
		this.lines.splice(this.sentAt ? 1 : 0, 0, ...questions);
		this.pump();
	}

	/** Sends from now on. */
	open(send) {
		this.send = send;
		this.pump();
	}

	/** Sends no more: the connection is lost. Returns the lines that would be lost with a third connection. */
	shut() {
		this.send = null;
		this.sentAt = 0;
		this.lines = this.typed;
		const first = this.lines[0];
		return first?.tries >= TRIES ? [this.lines.shift()] : [];
	}

	pump() {
		const first = this.lines[0];
		if (this.send && first && !this.sentAt) {
			this.sentAt = Date.now();
			first.tries++;
			first.texts.forEach(this.send);
		}
	}

	/**
	 * Takes an event.
	 * @return the line that it answers, or the one of the page that takes it, or null
	 */
	hear(event, me) {
		const first = this.lines[0];
		if (!first) {
			return null;
		}
		if (!this.sentAt) {
			if (event.replayed && first.cameThroughAs(event, me)) {
				this.shift();
			}
			return null;
		}
		if (event.replayed) {
			return null;
		}
		if (first.isAnsweredBy(event, me)) {
			this.shift();
			first.hear?.(event);
			this.pump();
			return first;
		}
		if (first.hear && !("seq" in event)) {
			first.hear(event);
			// what the person did not ask for, and the message of the day is no answer
			return first.answer === "rooms" && /refused|notice/.test(event.event) ? first : null;
		}
		return null;
	}

	shift() {
		this.lines.shift();
		this.sentAt = 0;
		this.changed();
	}

	/** Takes all lines of the person out. */
	drop() {
		const typed = this.typed;
		this.lines = this.sentAt ? this.lines.slice(0, 1).filter((line) => line.hear) : [];
		this.changed();
		return typed;
	}

}
