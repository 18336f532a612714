/**
 * The page: brings the parts together.
 */

import { Alerts } from "./alerts.js";
import { Chat } from "./chat.js";
import { Composer } from "./composer.js";
import { isolated } from "./fold.js";
import { Gate } from "./gate.js";
import { MOST_BYTES, typed } from "./line.js";
import { LogView } from "./log-view.js";
import { Dialogs } from "./dialogs.js";
import { Session } from "./session.js";
import { Settings } from "./settings.js";
import { SideView } from "./side-view.js";
import { StateView } from "./state-view.js";
import { find } from "./text.js";

const settings = new Settings();
const alerts = new Alerts(find("#live"), settings);
const drawers = [find("#side"), find("#folk")];
let drawing = 0;

const chat = new Chat({
	changed: () => {
		drawing ||= document.hidden ? setTimeout(draw, 200) : requestAnimationFrame(draw);
	},
	isSeen: (conversation) => conversation === chat.active && !document.hidden && view.atEnd,
	came: (item, conversation) => {
		if (conversation === chat.active || item.mentioned) {
			alerts.say(item.from ? `${item.from}: ${item.text}` : item.text);
		}
		alerts.notify(item, conversation.name);
	},
	refused: (line) => {
		if (!line.isSecret) {
			composer.giveBack(line.given);
		}
	},
});

const session = new Session(webSocketUrl(), chat, {
	state: (state, text, until) => {
		states.show(state, text, until);
		find("#gate").hidden = state !== "out" && (session.wasIn || state !== "connecting") || chat.room.name !== "";
		const comesIn = find("#app").hidden && find("#gate").hidden;
		find("#app").hidden = !find("#gate").hidden;
		if (comesIn) {
			composer.focus();
		}
	},
	queue: () => view.pending(session.outbox.typed),
	asks: (event) => {
		leave("");
		gate.askPassword(event);
	},
	refuses: (text, code) => {
		if (!chat.room.name) {
			gate.refuse(text);
		} else if (code === "quit" || !session.wasIn) {
			leave(code === "quit" ? "" : text);
		}
	},
});

const view = new LogView(find("#box"), chat, () => {
	if (session.state === "in" && chat.active === chat.room && !chat.room.loading) {
		session.older();
	}
});
const states = new StateView(session);
const gate = new Gate(settings, (name, password) => session.signIn(name, password));
const dialogs = new Dialogs(settings, chat, (text) => send(text, true));
const composer = new Composer(find("#composer"), chat, (text) => send(text, false), (text) => {
	find("#hint").textContent = text;
});
const side = new SideView(chat, {
	join: (name) => {
		closeDrawers();
		send(`#join ${name}`, true);
	},
	open,
	close: (talk) => {
		chat.people.delete(talk.name);
		open(chat.active === talk ? chat.room : chat.active);
	},
	write: (name) => open(chat.conversation("person", name)),
});

for (const drawer of drawers) {
	// the keyboard stays in the drawer, and can go back to the button when it closes
	drawer.addEventListener("toggle", ({ newState }) => {
		find("#talk").inert = newState === "open";
	});
	drawer.addEventListener("beforetoggle", () => {
		find("#talk").inert = false;
	});
}

function closeDrawers() {
	drawers.forEach((drawer) => drawer.hidePopover());
}

/** Opens a conversation on the screen. */
function open(conversation) {
	closeDrawers();
	chat.show(conversation);
	composer.focus();
}

/**
 * Sends what was typed.
 * @param fromPage whether a button and not the box gave it
 * @return whether it was taken
 */
function send(text, fromPage) {
	const hint = find("#hint");
	hint.textContent = "";
	if (new TextEncoder().encode(text).length > MOST_BYTES) {
		hint.textContent = "That line is too long.";
		return false;
	}
	const talk = chat.active.kind === "person" && !fromPage ? chat.active.name : null;
	const line = typed(text, talk);
	if (line.word === "format" || line.word === "resume") {
		hint.textContent = `This page uses #${line.word} itself.`;
		return false;
	}
	if (dialogs.asksFor(line)) {
		return true;
	}
	line.given = text;
	line.opens = talk === null;
	chat.active.mark = null;
	if (!session.say(line)) {
		hint.textContent = "Too many lines wait to be sent.";
		return false;
	}
	view.toNewest();
	return true;
}

function leave(text) {
	session.leave();
	session.outbox.drop();
	chat.reset();
	find("#app").hidden = true;
	find("#gate").hidden = false;
	gate.refuse(text);
	alerts.count(0, "");
}

function draw() {
	drawing = 0;
	if (!chat.room.name) {
		return;
	}
	const { active, room } = chat;
	view.draw();
	if (chat.listener.isSeen(active)) {
		active.unread = 0;
		active.mentions = 0;
	}
	const isRoom = active.kind === "room";
	find("#me").textContent = chat.me;
	find("#place").textContent = `${isRoom ? "#" : "@"} ${isolated(active.name)}`;
	find("#topic").textContent = isRoom ? active.topic : "Only the two of you see this.";
	find("#topic").title = find("#topic").textContent;
	find("#input").placeholder = isRoom ? "Message" : "Private message";
	find("#people-number").textContent = String(chat.here.size);
	side.draw();
	const newest = find("#newest");
	newest.hidden = view.atEnd;
	newest.textContent = active.unread ? `↓ ${active.unread} new` : "↓ Newest";
	const all = [...chat.people.values(), ...chat.rooms.values()];
	const elsewhere = all.filter((one) => one !== active).reduce((sum, one) => sum + one.unread, 0);
	find("#elsewhere").textContent = elsewhere ? String(elsewhere) : "";
	alerts.count(elsewhere + active.unread, active.name);
}

function webSocketUrl() {
	const url = new URL("ws", location.href);
	url.protocol = url.protocol.replace("http", "ws");
	return url.href;
}

find("#newest").addEventListener("click", () => {
	view.toNewest();
	chat.listener.changed();
	composer.focus();
});
find("#go").addEventListener("submit", (event) => {
	event.preventDefault();
	const name = find("#room").value.trim();
	find("#room").value = "";
	if (name) {
		closeDrawers();
		send(`#join ${name}`, true);
		composer.focus();
	}
});
document.addEventListener("visibilitychange", () => {
	// a hidden page gets no frames, so one that was asked for would not come
	drawing = 0;
	chat.listener.changed();
	if (!document.hidden) {
		session.hurry();
	}
});
window.addEventListener("online", () => session.hurry());
document.addEventListener("keydown", (event) => {
	if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown") && chat.room.name) {
		const all = [chat.room, ...chat.people.values()];
		const next = all.indexOf(chat.active) + (event.key === "ArrowUp" ? all.length - 1 : 1);
		open(all[next % all.length]);
		event.preventDefault();
	}
});
setInterval(() => session.refresh(), 30_000);
