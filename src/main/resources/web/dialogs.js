/**
 * The settings, and the question for a password.
 */

import { isolated } from "./fold.js";

export class Dialogs {

	/**
	 * @param send sends a line
	 */
	constructor(settings, chat, send) {
		this.settings = settings;
		this.chat = chat;
		this.send = send;
		this.box = document.querySelector("#settings");
		this.secret = document.querySelector("#secret");
		this.input = document.querySelector("#secret-input");
		document.querySelector("#open-settings").addEventListener("click", () => this.open());
		document.querySelector("#quit").addEventListener("click", () => {
			this.box.close();
			this.send("#quit");
		});
		document.querySelector("#own").addEventListener("click", () => {
			this.box.close();
			this.ask(`A password for ${isolated(chat.me)}`, "new-password", "#register ");
		});
		for (const radio of this.box.querySelectorAll("[name=theme]")) {
			radio.addEventListener("change", () => settings.set("theme", radio.value));
		}
		document.querySelector("#count").addEventListener("change", ({ target }) => settings.set("count", target.checked));
		document.querySelector("#notify").addEventListener("change", ({ target }) => this.permit(target));
		document.querySelector("#secret-cancel").addEventListener("click", () => this.secret.close());
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
		document.querySelector("#notify").checked = notify && Notification.permission === "granted";
		document.querySelector("#count").checked = count;
		document.querySelector("#own").hidden = this.chat.account !== null;
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
		document.querySelector("#secret-title").textContent = title;
		document.querySelector("#secret-name").value = this.chat.me;
		this.input.autocomplete = autocomplete;
		this.secret.showModal();
	}

}
