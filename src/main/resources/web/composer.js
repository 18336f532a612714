/**
 * The box in which lines are typed: completion, earlier lines, and many lines at once.
 */

import { choicesFor } from "./completion.js";
import { element } from "./text.js";

const MOST_EARLIER = 100;

/** Lines that are sent without a question. */
const MANY = 10;

export class Composer {

	/**
	 * @param send takes a text, and returns whether it was taken
	 * @param hint shows a short message to the person
	 */
	constructor(form, chat, send, hint) {
		this.chat = chat;
		this.send = send;
		this.hint = hint;
		this.input = form.querySelector("textarea");
		this.list = form.querySelector("#choices");
		this.choices = [];
		this.chosen = 0;
		this.earlier = [];
		this.back = 0;
		this.sure = "";
		form.addEventListener("submit", (event) => {
			event.preventDefault();
			this.submit();
		});
		this.input.addEventListener("input", () => this.complete());
		this.input.addEventListener("keydown", (event) => this.pressed(event));
		this.input.addEventListener("blur", () => this.offer([]));
	}

	focus() {
		this.input.focus();
	}

	/** Puts a line back that was not sent, unless another one is typed. */
	giveBack(text) {
		if (!this.input.value) {
			this.input.value = text;
		}
	}

	submit() {
		const lines = this.input.value.split(/\r\n?|\n/).filter((line) => line.trim());
		if (lines.length > MANY && this.sure !== this.input.value) {
			this.sure = this.input.value;
			this.hint(`These are ${lines.length} lines. Press Enter again to send them.`);
			return;
		}
		this.input.value = "";
		this.offer([]);
		for (const line of lines) {
			if (!this.send(line)) {
				this.input.value = line;
				break;
			}
			this.remember(line);
		}
		this.back = 0;
		this.focus();
	}

	remember(line) {
		// no passwords
		if (!/^[#/](?:register|login|password|unregister)\b/i.test(line) && this.earlier.at(-1) !== line) {
			this.earlier = [...this.earlier, line].slice(-MOST_EARLIER);
		}
	}

	pressed(event) {
		if (event.isComposing) {
			return;
		}
		const open = this.choices.length > 0;
		switch (event.key) {
			case "Enter":
				if (event.shiftKey) {
					return;
				}
				if (open && !this.isTyped()) {
					this.take(this.chosen);
				} else {
					this.submit();
				}
				break;
			case "Tab":
				if (!open || event.shiftKey) {
					return;
				}
				this.take(this.chosen);
				break;
			case "ArrowUp":
			case "ArrowDown":
				if (event.altKey || !this.moved(event.key === "ArrowUp" ? -1 : 1, open)) {
					return;
				}
				break;
			case "Escape":
				if (!open) {
					return;
				}
				this.offer([]);
				break;
			default:
				return;
		}
		event.preventDefault();
	}

	/** Whether a choice of the list is typed in full. */
	isTyped() {
		const { value } = this.input;
		return this.choices.some(({ text, from }) => (value.slice(0, from) + text).trim() === value.trim());
	}

	moved(by, open) {
		if (open) {
			this.choose((this.chosen + by + this.choices.length) % this.choices.length);
			return true;
		}
		const recalled = this.earlier.at(-this.back);
		if (this.input.value !== "" && (this.back === 0 || this.input.value !== recalled)) {
			return false;
		}
		const back = Math.min(Math.max(this.back - by, 0), this.earlier.length);
		this.back = back;
		this.input.value = back ? this.earlier.at(-back) : "";
		return true;
	}

	complete() {
		const { value, selectionStart, selectionEnd } = this.input;
		this.offer(selectionStart === selectionEnd ? choicesFor(value.slice(0, selectionStart), this.chat) : []);
	}

	offer(choices) {
		this.choices = choices;
		this.list.hidden = !choices.length;
		this.list.replaceChildren(...choices.map(({ shown, note }, i) => {
			const row = element("li", "", element("bdi", "", shown.trim()), element("span", "note", note));
			row.role = "option";
			row.id = `choice-${i}`;
			row.addEventListener("pointerdown", (event) => {
				event.preventDefault();
				this.take(i);
			});
			return row;
		}));
		this.choose(0);
	}

	choose(index) {
		this.chosen = index;
		[...this.list.children].forEach((row, i) => row.setAttribute("aria-selected", String(i === index)));
		const row = this.list.children[index];
		if (row) {
			this.input.setAttribute("aria-activedescendant", row.id);
			row.scrollIntoView({ block: "nearest" });
		} else {
			this.input.removeAttribute("aria-activedescendant");
		}
	}

	take(index) {
		const { text, from } = this.choices[index];
		const { value, selectionStart } = this.input;
		this.input.value = value.slice(0, from) + text + value.slice(selectionStart);
		this.input.setSelectionRange(from + text.length, from + text.length);
		this.complete();
	}

}
