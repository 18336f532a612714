/**
 * The sign-in: a name, and its password if somebody owns it.
 */

import { find } from "./text.js";

export class Gate {

	/**
	 * @param join takes the name and the password, which may be empty
	 */
	constructor(settings, join) {
		this.form = find("#sign-in");
		this.name = find("#name");
		this.password = find("#password");
		this.trouble = find("#trouble");
		this.name.value = settings.name;
		this.form.addEventListener("submit", (event) => {
			event.preventDefault();
			const name = this.name.value.trim();
			if (!name || name.startsWith("#")) {
				this.refuse("A name has 1 to 24 letters, digits, '_', '-' or '.'.");
				return;
			}
			settings.set("name", name);
			this.trouble.textContent = "";
			this.busy(true);
			join(name, this.password.value);
			this.password.value = "";
		});
		find("#owned").addEventListener("click", () => this.showPassword(true));
		this.name.addEventListener("input", () => this.trouble.textContent = "");
		this.name.focus();
	}

	busy(busy) {
		this.form.querySelector("[type=submit]").disabled = busy;
	}

	showPassword(shown) {
		find("#password-part").hidden = !shown;
		find("#owned").hidden = shown;
		(shown ? this.password : this.name).focus();
	}

	askPassword(event) {
		this.busy(false);
		this.trouble.textContent = `${event.name} is somebody's own. Is it yours? Then type its password.`;
		this.showPassword(true);
	}

	/** Shows why the server did not let the person in. */
	refuse(text) {
		this.busy(false);
		this.trouble.textContent = text.replace(" Type another name and press enter!", "");
		(this.password.offsetParent ? this.password : this.name).focus();
	}

}
