/**
 * Shows a conversation: a row an item, with dates between days. Draws at most once a frame.
 */

import { LIVE, MOST } from "./conversation.js";
import { folded } from "./fold.js";
import { element, isEmojiAlone, nameOf, nodesOf } from "./text.js";

/** Time in which lines of one person are shown as one block. */
const BLOCK = 5 * 60_000;

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });

const DAY = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long", year: "numeric" });

const NEAR = 48;

export class LogView {

	/**
	 * @param box what scrolls
	 * @param needsOlder called when the first row comes near
	 */
	constructor(box, chat, needsOlder) {
		this.box = box;
		this.rows = box.querySelector("#rows");
		this.chat = chat;
		this.needsOlder = needsOlder;
		this.atEnd = true;
		this.shown = null;
		this.last = null;
		box.addEventListener("scroll", () => this.scrolled(), { passive: true });
		new ResizeObserver(() => this.atEnd && this.toEnd()).observe(box);
	}

	/** Draws what has changed. */
	draw() {
		const one = this.chat.active;
		if (one !== this.shown) {
			this.shown = one;
			this.atEnd = true;
			this.drawAll();
		} else if (this.isHeld || one.loading && one.mixed && !this.atEnd) {
			return;
		} else if (one.mixed || !this.appendNew()) {
			this.drawAll();
		}
		if (this.atEnd) {
			this.toEnd();
		}
	}

	/** Whether somebody reads older lines, and there is no place for newer ones. */
	get isHeld() {
		return !this.atEnd && this.shown.items.length >= MOST;
	}

	appendNew() {
		const { items } = this.shown;
		const from = items.lastIndexOf(this.last) + 1;
		if (from === 0 && this.last || items.length - from > LIVE / 2) {
			return false;
		}
		while (this.rows.firstChild && (this.rows.firstChild.item ?? this.rows.children[1]?.item)?.gone) {
			this.rows.firstChild.remove();
		}
		items.slice(from).forEach((item) => this.append(item));
		this.beginWithDate();
		return true;
	}

	drawAll() {
		const anchor = this.atEnd ? null : this.anchor();
		this.rows.replaceChildren();
		this.last = null;
		this.shown.items.forEach((item) => this.append(item));
		this.shown.mixed = false;
		this.beginWithDate();
		if (anchor) {
			const row = [...this.rows.children].find((other) => other.item === anchor.item);
			this.box.scrollTop += row ? row.offsetTop - this.box.scrollTop - anchor.offset : 0;
		}
	}

	/** The first row that is seen, and how far it is from the top. */
	anchor() {
		const top = this.box.scrollTop;
		const row = [...this.rows.children].find((other) => other.item && other.offsetTop + other.offsetHeight > top);
		return row && { item: row.item, offset: row.offsetTop - top };
	}

	beginWithDate() {
		const first = this.rows.firstElementChild;
		if (first?.item) {
			first.classList.remove("again");
			this.rows.prepend(dateRow(first.item.at));
		}
		this.rows.classList.toggle("whole", this.shown.whole);
	}

	append(item) {
		const before = this.last;
		this.last = item;
		if (!before || !isSameDay(before.at, item.at)) {
			this.rows.append(dateRow(item.at));
		}
		if (item === this.shown.mark) {
			this.rows.querySelector(".unread")?.remove();
			this.rows.append(element("div", "unread", "New"));
		}
		const row = this.rows.lastElementChild;
		if (item.kind === "passage" && row.passages) {
			row.passages.push(item);
			row.item = item;
			row.lastChild.textContent = folded(row.passages.map(({ event }) => event));
			return;
		}
		const again = row.item === before && before.from === item.from && before.kind === item.kind
			&& item.kind !== "emoted" && item.at - before.at < BLOCK;
		this.rows.append(this.rowOf(item, again));
	}

	rowOf(item, again) {
		const row = element("div", `row ${item.kind} ${item.tone ?? ""}`, timeOf(item.at));
		row.item = item;
		row.classList.toggle("own", item.own);
		row.classList.toggle("mentioned", item.mentioned && item.kind !== "told");
		row.classList.toggle("again", again && Boolean(item.from));
		if (item.kind === "passage") {
			row.passages = [item];
			row.append(textOf([folded([item.event])]));
		} else if (item.kind === "emoted") {
			row.append(textOf([nameOf(item.from), " ", ...nodesOf(item.text, this.chat.mention)]));
		} else if (item.from) {
			row.append(nameOf(item.from), textOf(nodesOf(item.text, item.own ? null : this.chat.mention)));
			row.lastChild.classList.toggle("emoji", isEmojiAlone(item.text));
		} else {
			row.append(textOf(nodesOf(item.text, null)));
		}
		return row;
	}

	/** Shows the lines that wait to be sent. */
	pending(lines) {
		const box = this.box.querySelector("#pending");
		box.replaceChildren(...lines.slice(0, 20).map((line) => {
			const state = element("span", "note", line.tries ? "sending" : "waiting");
			return element("div", "row pending", textOf([line.shown]), state);
		}));
		if (lines.length > 20) {
			box.append(element("div", "row notice", `and ${lines.length - 20} more`));
		}
		if (this.atEnd) {
			this.toEnd();
		}
	}

	toEnd() {
		this.atEnd = true;
		this.box.scrollTop = this.box.scrollHeight;
	}

	/** Goes to the newest line. */
	toNewest() {
		this.shown.limit = LIVE;
		this.shown.trim(LIVE);
		this.atEnd = true;
		this.drawAll();
		this.toEnd();
	}

	scrolled() {
		if (!this.shown) {
			return;
		}
		const held = this.isHeld;
		this.atEnd = this.box.scrollHeight - this.box.scrollTop - this.box.clientHeight < NEAR;
		this.shown.limit = this.atEnd ? LIVE : MOST;
		if (this.atEnd && held) {
			this.toNewest();
		}
		if (!this.atEnd && this.box.scrollTop < 4 * NEAR && !this.shown.whole && this.shown.items.length < MOST) {
			this.needsOlder();
		}
		this.chat.listener.changed();
	}

}

function textOf(nodes) {
	const text = element("p", "text", ...nodes);
	text.dir = "auto";
	return text;
}

function timeOf(at) {
	const date = new Date(at);
	const time = element("time", "", CLOCK.format(date));
	time.dateTime = date.toISOString();
	time.title = date.toLocaleString();
	return time;
}

function dateRow(at) {
	return element("div", "day", element("span", "", DAY.format(new Date(at))));
}

function isSameDay(one, other) {
	return new Date(one).toDateString() === new Date(other).toDateString();
}
