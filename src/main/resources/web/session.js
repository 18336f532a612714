/**
 * The conversation with the server: signs in, comes back after a lost connection, resumes, and sends
 * lines. See docs/json-mode.md for the events.
 */

import { Line } from "./line.js";
import { Outbox } from "./outbox.js";

const FIRST_WAIT = 500;

const LONGEST_WAIT = 30_000;

/** Time in which the server has to answer a line. */
const PATIENCE = 20_000;

/** Time for which a taken name may be one's own lost connection. */
const GHOST = 300_000;

/** Codes of `bye` after which the page does not connect again by itself. */
const FINAL = new Set(["quit", "kicked", "banned", "signed-in-elsewhere", "idle"]);

/** Codes of `refused` that mean "later". */
const LATER = new Set(["too-many-attempts", "too-busy", "cannot-keep", "cannot-read"]);

/** Codes of `refused` about `#resume`. */
const NOT_RESUMED = new Set(["other-room", "too-old", "too-new"]);

export class Session {

	/**
	 * @param url of the WebSocket
	 * @param chat the model that takes the events
	 * @param listener `state(name, text)`, `queue()`, `asks(event)` for a password, `refuses(text, code)`
	 */
	constructor(url, chat, listener) {
		this.url = url;
		this.chat = chat;
		this.listener = listener;
		this.outbox = new Outbox(() => listener.queue());
		this.socket = null;
		this.wait = FIRST_WAIT;
		this.state = "out";
		setInterval(() => this.check(), 5000);
	}

	/** Signs in under a name that a person typed. */
	signIn(name, password) {
		this.chat.me = name;
		this.password = password;
		this.wasIn = false;
		this.takenSince = 0;
		this.connect();
	}

	connect() {
		this.leave();
		this.tell("connecting");
		this.inside = false;
		this.asked = false;
		this.signedIn = null;
		const socket = new WebSocket(this.url);
		this.socket = socket;
		this.heardAt = Date.now();
		this.openedAt = Date.now();
		socket.onmessage = (message) => socket === this.socket && this.read(message.data);
		socket.onclose = () => socket === this.socket && this.lost();
	}

	/** Ends the connection, without a word. */
	leave() {
		clearTimeout(this.timer);
		const socket = this.socket;
		this.socket = null;
		this.chat.room.loading = false;
		for (const line of this.outbox.shut()) {
			this.chat.notSent(line);
		}
		socket?.close();
	}

	tell(state, text = "", until = 0) {
		this.state = state;
		this.listener.state(state, text, until);
	}

	lost(why = "") {
		this.leave();
		if (!this.wasIn) {
			this.tell("out");
			this.listener.refuses(why || "The server does not answer. Try again.");
			return;
		}
		const wait = this.wait * (0.5 + Math.random() / 2);
		this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
		this.tell("waiting", why, Date.now() + wait);
		this.timer = setTimeout(() => this.connect(), wait);
	}

	/** Connects at once, if it waits to do so. */
	hurry() {
		if (this.state === "waiting") {
			this.wait = FIRST_WAIT;
			this.connect();
		}
	}

	/** A connection whose server does not answer is lost. */
	check() {
		const since = this.outbox.sentAt || (this.state === "connecting" ? this.openedAt : 0);
		if (this.socket && since && Date.now() - Math.max(since, this.heardAt) > PATIENCE) {
			this.lost();
		}
	}

	read(text) {
		this.heardAt = Date.now();
		let event;
		try {
			event = JSON.parse(text);
		} catch {
			// not one of the JSON mode
			return;
		}
		if (event.event === "bye") {
			this.bye(event);
		} else if (this.inside) {
			this.hear(event);
		} else {
			this.enter(event);
		}
	}

	bye(event) {
		if (FINAL.has(event.code) || !this.wasIn) {
			this.leave();
			this.tell(this.wasIn ? "ended" : "out", event.text);
			this.listener.refuses(event.text, event.code);
		} else {
			this.lost(event.text);
		}
	}

	/** Takes an event before the welcome. */
	enter(event) {
		const { chat } = this;
		switch (event.event) {
			case "prompt":
				this.prompted();
				break;
			case "password":
				this.leave();
				this.wasIn = false;
				this.tell("out");
				this.listener.asks(event);
				break;
			case "signed-in":
				this.signedIn = event;
				break;
			case "welcome":
				this.welcomed(event);
				break;
			case "refused":
				this.refused(event);
				break;
			default:
				this.outbox.hear(event, chat.me);
				chat.apply(event, null);
		}
	}

	prompted() {
		if (this.asked) {
			return;
		}
		this.asked = true;
		const { room, me, account } = this.chat;
		if (this.wasIn && room.epoch) {
			this.socket.send(`#resume ${room.seq} ${room.epoch}`);
		}
		this.socket.send(this.password ? `#login ${account ?? me} ${this.password}` : me);
	}

	refused(event) {
		if (NOT_RESUMED.has(event.code)) {
			this.gap = event;
		} else if (this.wasIn && event.code === "taken") {
			this.takenSince ||= Date.now();
			if (Date.now() - this.takenSince > GHOST) {
				this.giveUp(event);
			} else {
				this.lost("Your name is still taken by your lost connection.");
			}
		} else if (this.wasIn && LATER.has(event.code)) {
			this.lost(event.text);
		} else if (event.code === "may-not-enter" || event.code === "cannot-read") {
			this.chat.apply(event, null);
		} else {
			this.giveUp(event);
		}
	}

	giveUp(event) {
		this.leave();
		this.wasIn = false;
		this.tell("out");
		this.listener.refuses(event.text, event.code);
	}

	welcomed(event) {
		const { chat, outbox } = this;
		const before = this.wasIn ? chat.room : null;
		const back = before?.name === event.room && before.epoch === event.epoch;
		this.inside = true;
		this.wasIn = true;
		this.takenSince = 0;
		this.wait = FIRST_WAIT;
		chat.welcome(event, back && !this.gap);
		if (this.signedIn) {
			chat.apply(this.signedIn, null);
		}
		const questions = [new Line(["#who"], "members", (answer) => chat.members(answer)), this.help(), ...chat.filters()];
		if (before && before.name !== event.room) {
			questions.push(this.joining(before));
		} else if (this.gap?.first && back) {
			questions.push(this.resuming(chat.room, this.gap.first - 1));
		} else {
			questions.push(this.history(100));
		}
		this.gap = null;
		outbox.ask(...questions);
		outbox.open((text) => this.socket.send(text));
		this.tell("in");
	}

	/** Asks for the commands, which are others for operators. */
	help() {
		return new Line(["#help"], "help", (event) => this.chat.may(event));
	}

	/** Goes back to the room in which the person was. What was typed is for that room alone. */
	joining(room) {
		return new Line([`#join ${room.name}`], "entered", (event) => {
			if (event.event === "refused") {
				this.chat.apply(event, null);
				this.outbox.drop().forEach((line) => this.chat.notSent(line));
			}
		});
	}

	/** Asks for all events of a room after one. `#rooms` marks the end of the answer. */
	resuming(room, seq) {
		const texts = [`#resume ${Math.max(0, seq)} ${room.epoch}`, "#rooms"];
		return new Line(texts, "rooms", (event) => {
			if (event.event === "rooms") {
				room.caughtUp();
				this.chat.apply(event, null);
			} else if (event.code === "too-old" && event.first) {
				this.chat.missed(room);
				this.outbox.ask(this.resuming(room, event.first - 1));
			}
		});
	}

	/** Asks for the last lines of the room. */
	history(lines) {
		const room = this.chat.room;
		return new Line([`#history ${lines}`, "#rooms"], "rooms", (event) => {
			if (event.event === "rooms") {
				// fewer than asked for: there are no others
				room.whole ||= this.chat.room === room && room.spoken < lines;
				room.loading = false;
				this.chat.apply(event, null);
			}
		});
	}

	/** Asks for older lines than those that are here. */
	older() {
		const { room } = this.chat;
		room.loading = true;
		this.outbox.ask(this.history(room.spoken + 100));
	}

	/** Asks for the rooms again, which also shows whether the server still answers. */
	refresh() {
		if (this.state === "in" && !document.hidden) {
			this.outbox.ask(new Line(["#rooms"], "rooms", (event) => this.chat.apply(event, null)));
		}
	}

	/** Takes an event after the welcome. */
	hear(event) {
		const { chat, outbox } = this;
		const line = outbox.hear(event, chat.me);
		if (event.event === "entered") {
			const room = chat.enter(event);
			const missing = room.seq < event.seq && room.catching;
			outbox.ask(missing ? this.resuming(room, room.seq) : this.history(100));
			return;
		}
		if (event.event === "refused" && line?.isJoin && event.code !== "already-there") {
			outbox.drop().forEach((next) => chat.notSent(next));
		}
		if (event.event === "signed-in") {
			outbox.ask(this.help());
		}
		if (line && event.event === line.answer) {
			this.remember(line);
		}
		if (!line?.hear) {
			chat.apply(event, line);
		}
	}

	/** Notes how to sign in after a lost connection, when the server has agreed to it. */
	remember(line) {
		const [, first, second] = line.texts[0].trim().split(/\s+/);
		switch (line.word) {
			case "register":
				this.password = first;
				this.chat.account = this.chat.me;
				break;
			case "login":
			case "password":
				this.password = second;
				break;
			case "unregister":
				this.password = "";
				this.chat.account = null;
				break;
			default:
		}
	}

	/**
	 * Sends a line that a person typed.
	 * @return whether there was room for it
	 */
	say(line) {
		return this.outbox.add(line);
	}

}
