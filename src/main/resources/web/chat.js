/**
 * What the page knows: who one is, the rooms and people, and what was said. Events change it.
 */

import { Conversation, LIVE } from "./conversation.js";
import { Line } from "./line.js";
import { mentionOf } from "./text.js";

/** Conversations of one kind that are kept. */
const MOST_CONVERSATIONS = 50;

export class Chat {

	/**
	 * @param listener `changed()`, `isSeen(conversation)`, `came(item, conversation)` of one that was not seen,
	 * `refused(line)` of one that a person typed
	 */
	constructor(listener) {
		this.listener = listener;
		this.reset();
	}

	reset() {
		this.name = "";
		this.account = null;
		/** The commands that the person may use, without those that the page uses itself. */
		this.commands = [];
		this.rooms = new Map();
		this.people = new Map();
		/** The rooms as the server lists them. */
		this.list = [];
		/** Names of those who are in the room. */
		this.here = new Set();
		this.room = new Conversation("room", "");
		/** The conversation on the screen. */
		this.active = this.room;
		this.quiet = false;
		this.ignored = new Map();
		this.answer = [];
	}

	get me() {
		return this.name;
	}

	set me(name) {
		this.name = name;
		this.mention = mentionOf(name);
	}

	/** The conversation in a room or with a person, which is made if there is none. */
	conversation(kind, name) {
		const all = kind === "room" ? this.rooms : this.people;
		let one = all.get(name);
		if (!one) {
			one = new Conversation(kind, name);
			all.set(name, one);
			const oldest = [...all.values()].find((other) => other !== this.active && other !== this.room && other !== one);
			if (all.size > MOST_CONVERSATIONS && oldest) {
				all.delete(oldest.name);
			}
		}
		return one;
	}

	show(conversation) {
		this.active.mark = null;
		this.active.trim(LIVE);
		this.active = conversation;
		this.listener.changed();
	}

	/** Takes the welcome. @param back whether nothing is missing since the lost connection */
	welcome(event, back) {
		this.me = event.name;
		const room = this.conversation("room", event.room);
		if (!back) {
			this.renumber(room, event);
		}
		room.saw(event.seq);
		this.moveTo(room);
	}

	renumber(room, event) {
		if (room.epoch && room.epoch !== event.epoch) {
			this.missed(room);
		}
		room.renumber(event.epoch, event.seq);
	}

	missed(room) {
		this.put(room, notice("Some lines from before are missing here.", "away"));
	}

	moveTo(room) {
		const shown = this.active === this.room;
		this.room = room;
		this.here = new Set([this.me]);
		if (shown) {
			this.show(room);
		}
		this.listener.changed();
	}

	/** Takes the answer to `#join`. @return the room, which catches up if it was visited before */
	enter(event) {
		if (!this.room.catching) {
			// the number after the last that one saw there is that of one's own going
			this.room.saw(this.room.high + 1);
		}
		const room = this.conversation("room", event.room);
		room.unread = 0;
		if (room.epoch === event.epoch) {
			room.catching = true;
			room.saw(event.seq);
		} else {
			this.renumber(room, event);
		}
		room.topic = event.topic;
		this.moveTo(room);
		this.show(room);
		this.here = new Set(event.names);
		return room;
	}

	/** Takes the answer to the page's `#help`. */
	may(event) {
		if (event.event === "help") {
			this.commands = event.commands.filter(({ usage }) => !usage.startsWith("#format"));
		}
	}

	/** Takes a part of the answer to the page's `#who`. */
	members(event) {
		if (event.event === "members") {
			this.answer.push(...event.names);
			if (!event.more) {
				this.here = new Set(this.answer);
				this.answer = [];
				this.listener.changed();
			}
		}
	}

	/** The lines that hide again what the person does not want to see. */
	filters() {
		const lines = [...this.ignored.values()].map((name) => `#ignore ${name}`);
		return [...this.quiet ? ["#quiet on"] : [], ...lines].map((text) => new Line([text], "notice", () => {}));
	}

	/** Says that a line will not be sent. */
	notSent(line) {
		this.note(`Not sent: ${line.shown}`, "bad");
	}

	/** Shows a message of the page or the server where the person is. */
	note(text, tone = "") {
		this.put(this.active, notice(text, tone));
	}

	/**
	 * Takes an event.
	 * @param line the line of the person that it answers, or null
	 */
	apply(event, line) {
		switch (event.event) {
			case "said":
			case "emoted":
			case "notice":
				if ("seq" in event) {
					this.spoken(event);
				} else {
					this.filtered(line);
					this.note(event.text);
				}
				break;
			case "joined":
			case "left":
			case "moved":
			case "renamed":
			case "removed":
				this.passed(event);
				break;
			case "topic":
				this.topic(event);
				break;
			case "told":
				this.told(event, line);
				break;
			case "rooms":
				this.list = event.rooms;
				this.listed(event.rooms);
				if (line?.word === "rooms") {
					this.note(event.rooms.map(({ name, members, topic }) => `${name} (${members}) ${topic}`).join("\n"));
				}
				break;
			case "members":
				this.note(`${event.room ? `In ${event.room}` : "Here"}: ${event.names.join(", ")}`);
				break;
			case "signed-in":
				this.account = event.account;
				this.note(event.text);
				break;
			case "refused":
				this.note(event.text, "bad");
				if (line) {
					this.listener.refused(line);
				}
				break;
			case "help":
				this.note(event.commands.map(({ usage, purpose }) => `${usage}: ${purpose}`).join("\n"));
				break;
			case "account":
			case "bans":
			case "log":
				this.note(described(event));
				break;
			default:
				// of a later version
		}
		this.listener.changed();
	}

	listed(rooms) {
		for (const { name, topic, epoch, last } of rooms) {
			const room = this.rooms.get(name);
			if (room) {
				room.topic = topic;
			}
			if (room && room !== this.room) {
				room.unread = epoch === room.epoch ? Math.max(0, last - room.seq) : 0;
			}
		}
	}

	filtered(line) {
		const [, argument = ""] = line?.texts[0].trim().split(/\s+/) ?? [];
		if (line?.word === "quiet") {
			this.quiet = argument ? argument.toLowerCase() === "on" : !this.quiet;
		} else if (line?.word === "ignore" && argument) {
			this.ignored.set(argument.toLowerCase(), argument);
		} else if (line?.word === "unignore") {
			this.ignored.delete(argument.toLowerCase());
		}
	}

	spoken(event) {
		const kind = event.event;
		if (event.replayed && this.ignored.has(event.from?.toLowerCase())) {
			this.rooms.get(event.room)?.saw(event.seq);
			return;
		}
		this.stamped(event, {
			kind, from: event.from ?? "", text: kind === "notice" ? `[server] ${event.text}` : event.text,
			tone: kind === "notice" ? "loud" : "",
		});
	}

	/** Adds an item with the number and the time of an event. */
	stamped(event, item) {
		const room = this.conversation("room", event.room);
		this.put(room, { ...item, seq: event.seq, at: Date.parse(event.at) });
		room.saw(event.seq);
	}

	passed(event) {
		const name = event.name ?? event.from;
		if (event.event === "removed") {
			const why = event.reason ? `: ${event.reason}` : "";
			this.stamped(event, notice(`${name} was removed by ${event.by}${why}`));
		} else if (name === this.me && event.event !== "renamed") {
			// that one came or went oneself, on the connection that was lost
			this.rooms.get(event.room)?.saw(event.seq);
		} else {
			this.stamped(event, { kind: "passage", event, from: "", text: "" });
		}
		if (!event.replayed) {
			this.changeHere(event, name);
		}
	}

	changeHere(event, name) {
		if (event.event === "joined") {
			this.here.add(name);
		} else if (event.event === "renamed") {
			this.here = new Set([...this.here].map((other) => other === name ? event.to : other));
			this.renamed(name, event.to);
		} else {
			this.here.delete(name);
		}
	}

	renamed(from, to) {
		if (from === this.me) {
			this.me = to;
		}
		const one = this.people.get(from);
		if (one && !this.people.has(to)) {
			this.people.delete(from);
			one.name = to;
			this.people.set(to, one);
		}
	}

	topic(event) {
		const room = this.conversation("room", event.room);
		if (!event.replayed) {
			room.topic = event.text;
		}
		const text = event.text ? `${event.from} has set the topic: ${event.text}` : `${event.from} has cleared the topic.`;
		this.stamped(event, notice(text));
	}

	told(event, line) {
		const own = event.from === this.me;
		if (own && event.to === this.me && !line) {
			// the second copy of a message to oneself
			return;
		}
		const other = this.conversation("person", own ? event.to : event.from);
		this.put(other, { kind: "told", seq: null, at: Date.parse(event.at), from: event.from, text: event.text });
		if (own && line?.word === "msg" && line.opens) {
			this.show(other);
		}
	}

	/** Counts a line that was not seen. */
	count(item, conversation) {
		const { catching } = conversation;
		if (catching || !this.listener.isSeen(conversation)) {
			const { mark } = conversation;
			// what is caught up does not come in order: the room repeats its last lines first
			if (catching ? !mark || item.seq < mark.seq : conversation.unread === 0) {
				conversation.mark = item;
			}
			conversation.unread++;
			conversation.mentions += item.mentioned ? 1 : 0;
		}
	}

	put(conversation, item) {
		const spoken = item.kind !== "passage" && item.kind !== "notice";
		item.own = spoken && item.from === this.me;
		item.mentioned = spoken && !item.own && (item.kind === "told" || item.text.search(this.mention) >= 0);
		if (!conversation.add(item)) {
			return;
		}
		conversation.trim(conversation.limit);
		if (!item.own && item.kind !== "passage" && (item.seq === null || item.seq > conversation.seq)) {
			if (spoken) {
				this.count(item, conversation);
			}
			this.listener.came(item, conversation);
		}
		this.listener.changed();
	}

}

function notice(text, tone = "") {
	return { kind: "notice", seq: null, at: Date.now(), from: "", text, tone };
}

/** Describes an account, bans or deeds: one line each. */
function described(event) {
	const when = (time) => time ? new Date(time).toLocaleString() : "never";
	if (event.event === "account") {
		return `${event.account} is yours since ${when(event.made)}. Your last sign-in: ${when(event["signed-in"])}.`;
	}
	const rows = (event.bans ?? event.log).map((row) => [
		event.log && when(row.at), event.log && row.by, row.kind ?? row.action, row.subject,
		row.until && `until ${when(row.until)}`, event.bans && `by ${row.by}`, row.reason,
	].filter(Boolean).join(" "));
	return rows.join("\n") || "There are none.";
}
