/**
 * What a person types, as a line for the server, and what answers it.
 */

/** The events that answer commands. A notice answers all others. */
const ANSWERS = new Map(Object.entries({
	who: "members", rooms: "rooms", join: "entered", nick: "renamed", me: "emoted", msg: "told", history: "rooms",
	login: "signed-in", account: "account", bans: "bans", log: "log", help: "help", quit: "bye",
}));

const SECRETS = new Set(["register", "login", "password", "unregister"]);

/** Controls and bidirectional controls, which the server removes. */
const UNSAFE = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Maximum bytes of a line: a longer frame would end the session. The chat's own limit is lower. */
export const MOST_BYTES = 4096;

/**
 * A line on its way to the server. It is confirmed when `answer` comes.
 */
export class Line {

	/**
	 * @param texts what is sent; the event answers the last of them
	 * @param answer the name of the event
	 * @param hear takes the events meanwhile, if the page and not a person asks
	 */
	constructor(texts, answer, hear = null) {
		this.texts = texts;
		this.answer = answer;
		this.hear = hear;
		this.tries = 0;
		this.word = texts[0].startsWith("#") ? texts[0].slice(1).split(/\s/, 1)[0].toLowerCase() : "";
	}

	/** The text that comes back, of a line or an action. */
	get said() {
		const text = this.texts[0];
		if (this.answer === "said") {
			return /^#[#/]/.test(text) ? text.slice(1) : text;
		}
		return text.replace(/^#\S+\s+/, "").trim();
	}

	/** The line as others may see it on the screen. */
	get shown() {
		const text = this.texts[0];
		return SECRETS.has(this.word) && /\s\S/.test(text) ? `#${this.word} ********` : text;
	}

	get isSecret() {
		return this.shown !== this.texts[0];
	}

	get isJoin() {
		return this.answer === "entered";
	}

	/** Whether an event answers this line, which was the only one on its way. */
	isAnsweredBy(event, me) {
		switch (event.event) {
			case "refused":
				return !this.hear || this.answer !== "rooms";
			case "said":
			case "emoted":
			case "topic":
			case "renamed":
				return event.event === this.answer && event.from === me;
			case "told":
				return this.answer === "told" && event.from === me;
			case "members":
				return this.answer === "members" && !event.more;
			case "password":
				return this.answer === "signed-in";
			case "notice":
				return this.answer === "notice" && ("seq" in event) === (this.word === "announce");
			default:
				return event.event === this.answer;
		}
	}

	/** Whether a repeated event shows that this line had come through before the connection was lost. */
	cameThroughAs(event, me) {
		return this.tries > 0 && event.event === this.answer && event.from === me
			&& (event.text ?? "") === this.said;
	}

}

/**
 * Makes the line that a person typed. A slash begins a command, as # does; two slashes say one.
 * @param to the person to whom it goes, or null for the room
 */
export function typed(text, to) {
	let line = text.replace(UNSAFE, "").trimEnd();
	if (line.startsWith("/")) {
		line = `#${line.slice(1)}`;
	}
	const command = /^#([^#/\s]\S*)\s*(.*)$/s.exec(line);
	if (command) {
		const word = command[1].toLowerCase();
		if (word === "topic" && command[2]) {
			return new Line([line], "topic");
		}
		// what is repeated has no end of its own
		return new Line(word === "history" ? [line, "#rooms"] : [line], ANSWERS.get(word) ?? "notice");
	}
	if (to === null) {
		return new Line([line], "said");
	}
	return new Line([`#msg ${to} ${line.replace(/^#(?=[#/])/, "")}`], "told");
}
