/**
 * Shows the rooms, the private conversations and the people.
 */

import { element, find, nameOf } from "./text.js";

const byName = new Intl.Collator(undefined, { numeric: true }).compare;

/** People that are shown. */
const MOST_PEOPLE = 200;

export class SideView {

	/**
	 * @param actions `join(name)`, `open(conversation)`, `close(conversation)`, `write(name)`
	 */
	constructor(chat, actions) {
		this.chat = chat;
		this.actions = actions;
		this.rooms = find("#rooms");
		this.talks = find("#talks");
		this.people = find("#people");
	}

	draw() {
		this.drawRooms();
		this.drawTalks();
		this.drawPeople();
	}

	drawRooms() {
		const { chat } = this;
		const rows = new Map(chat.list.map(({ name, members, topic }) => [name, { members, topic }]));
		rows.set(chat.room.name, { members: chat.here.size, topic: chat.room.topic });
		for (const name of chat.rooms.keys()) {
			rows.set(name, rows.get(name) ?? { members: 0, topic: "" });
		}
		const names = [...rows.keys()].sort(byName);
		keep(this.rooms, names, (name) => this.button(() => {
			const room = chat.rooms.get(name);
			if (room && room === chat.room) {
				this.actions.open(room);
			} else {
				this.actions.join(name);
			}
		}), (row, name) => {
			const { members, topic } = rows.get(name);
			const button = row.firstChild;
			const room = chat.rooms.get(name);
			fill(button, "#", name, room?.unread ?? 0, room?.mentions ?? 0, members || "");
			button.title = topic;
			mark(button, room && room === chat.active, name === chat.room.name);
		});
	}

	drawTalks() {
		const { chat } = this;
		find("#talks-part").hidden = !chat.people.size;
		keep(this.talks, [...chat.people.keys()], (name) => {
			const row = this.button(() => this.actions.open(chat.people.get(name)));
			const close = element("button", "close", "×");
			close.type = "button";
			close.setAttribute("aria-label", `Close the conversation with ${name}`);
			close.addEventListener("click", () => this.actions.close(chat.people.get(name)));
			row.append(close);
			return row;
		}, (row, name) => {
			const talk = chat.people.get(name);
			fill(row.firstChild, "@", name, talk.unread, talk.mentions, "");
			mark(row.firstChild, talk === chat.active, false);
		});
	}

	drawPeople() {
		const { here, me } = this.chat;
		const names = [...here].slice(0, MOST_PEOPLE).sort(byName);
		find("#people-count").textContent = String(here.size);
		keep(this.people, names, (name) => this.button(() => this.actions.write(name)), (row, name) => {
			fill(row.firstChild, "", name, 0, 0, name === me ? "you" : "");
			row.firstChild.disabled = name === me;
		});
		const more = find("#people-more");
		more.hidden = here.size <= MOST_PEOPLE;
		more.textContent = `and ${here.size - MOST_PEOPLE} more`;
	}

	button(act) {
		const button = element("button", "entry");
		button.type = "button";
		button.addEventListener("click", act);
		return element("li", "", button);
	}

}

function fill(button, sign, name, unread, mentions, note) {
	const key = JSON.stringify([sign, name, unread, mentions, note]);
	if (button.drawn === key) {
		return;
	}
	button.drawn = key;
	const shownSign = element("span", "sign", sign);
	shownSign.ariaHidden = "true";
	button.replaceChildren(shownSign, nameOf(name), unread
		? element("span", mentions ? "badge loud" : "badge", unread, element("span", "hidden", " unread"))
		: element("span", "note", note));
}

function mark(button, isShown, isHere) {
	button.classList.toggle("here", isHere);
	button.ariaCurrent = isShown ? "true" : null;
}

/** Keeps the rows of a list by their keys, so that the focus stays where it is. */
function keep(list, keys, make, update) {
	const rows = new Map([...list.children].map((row) => [row.dataset.key, row]));
	let next = list.firstElementChild;
	for (const key of keys) {
		let row = rows.get(key);
		rows.delete(key);
		if (!row) {
			row = make(key);
			row.dataset.key = key;
		}
		if (row === next) {
			next = next.nextElementSibling;
		} else {
			list.insertBefore(row, next);
		}
		update(row, key);
	}
	rows.forEach((row) => row.remove());
}
