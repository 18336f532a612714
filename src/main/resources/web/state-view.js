/**
 * Shows whether the page is connected.
 */

import { find } from "./text.js";

const WORDS = { connecting: "Connecting…", in: "online", waiting: "offline", ended: "offline", out: "offline" };

export class StateView {

	constructor(session) {
		this.session = session;
		this.bar = find("#state");
		this.button = find("#try");
		this.online = find("#online");
		this.button.addEventListener("click", () => {
			if (session.state === "ended") {
				session.connect();
			} else {
				session.hurry();
			}
		});
		setInterval(() => this.tick(), 500);
	}

	/**
	 * @param until when the next attempt begins
	 */
	show(state, text, until) {
		this.state = state;
		this.text = text;
		this.until = until;
		this.online.textContent = WORDS[state];
		this.online.classList.toggle("in", state === "in");
		this.bar.hidden = state === "in" || state === "out";
		this.button.hidden = state === "connecting";
		this.button.textContent = state === "ended" ? "Join again" : "Try now";
		this.written = "";
		this.tick();
	}

	tick() {
		if (this.bar.hidden) {
			return;
		}
		const seconds = Math.max(1, Math.ceil((this.until - Date.now()) / 1000));
		const text = this.state === "connecting" ? WORDS.connecting : this.state === "ended" ? this.text
			: `${this.text || "The connection is lost."} What you type is sent when it is back. Next try in ${seconds} s.`;
		if (text !== this.written) {
			this.written = text;
			this.bar.querySelector("span").textContent = text;
		}
	}

}
