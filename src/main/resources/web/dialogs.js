/**
 * The settings, and the question for a password.
 */

import { isolated } from "./fold.js";
import { find } from "./text.js";

export class Dialogs {

	/**
	 * @param send sends a line
	 */
	constructor(settings, chat, send) {
		this.settings = settings;
		this.chat = chat;
		this.send = send;
		this.box = find("#settings");
		this.secret = find("#secret");
		this.input = find("#secret-input");
		find("#open-settings").addEventListener("click", () => this.open());
		find("#quit").addEventListener("click", () => {
			this.box.close();
			this.send("#quit");
		});
		find("#own").addEventListener("click", () => {
			this.box.close();
			this.ask(`A password for ${isolated(chat.me)}`, "new-password", "#register ");
		});
		for (const radio of this.box.querySelectorAll("[name=theme]")) {
			radio.addEventListener("change", () => settings.set("theme", radio.value));
		}
		find("#count").addEventListener("change", ({ target }) => settings.set("count", target.checked));
		find("#notify").addEventListener("change", ({ target }) => this.permit(target));
		this.secret.addEventListener("close", () => {
			const password = this.input.value;
			this.input.value = "";
			if (this.secret.returnValue === "send" && password) {
				this.send(this.prefix + password);
			}
		});
	}

	open() {
		const { theme, notify, count } = this.settings;
		this.box.querySelector(`[value=${theme}]`).checked = true;
		find("#notify").checked = notify && Notification.permission === "granted";
		find("#count").checked = count;
		find("#own").hidden = this.chat.account !== null;
		this.box.showModal();
	}

	async permit(box) {
		const granted = box.checked && await Notification.requestPermission() === "granted";
		box.checked = granted;
		this.settings.set("notify", granted);
	}

	/** Asks for the password of a line that lacks it, so that it is not seen while it is typed. */
	asksFor(line) {
		const [, name, password] = line.texts[0].trim().split(/\s+/);
		if (line.word === "register" && !name) {
			this.ask(`A password for ${isolated(this.chat.me)}`, "new-password", "#register ");
			return true;
		}
		if (line.word === "login" && name && !password) {
			this.ask(`The password of ${isolated(name)}`, "current-password", `#login ${name} `);
			return true;
		}
		return false;
	}

	ask(title, autocomplete, prefix) {
		this.prefix = prefix;
		this.secret.returnValue = "";
		find("#secret-title").textContent = title;
		find("#secret-name").value = this.chat.me;
		this.input.autocomplete = autocomplete;
		this.secret.showModal();
	}

}
