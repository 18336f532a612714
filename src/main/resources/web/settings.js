/**
 * What the person chose. It stays in this browser; passwords never do.
 */

const KEY = "chatroom";

export class Settings {

	constructor() {
		/** Notifications, and a number in the title: only when asked for. */
		Object.assign(this, { name: "", theme: "auto", notify: false, count: false }, stored());
		this.applyTheme();
	}

	set(key, value) {
		this[key] = value;
		this.applyTheme();
		try {
			localStorage.setItem(KEY, JSON.stringify(this));
		} catch {
			// a browser that keeps nothing
		}
	}

	applyTheme() {
		document.documentElement.dataset.theme = this.theme;
	}

}

function stored() {
	try {
		const { name, theme, notify, count } = JSON.parse(localStorage.getItem(KEY)) ?? {};
		return { name: name ?? "", theme: theme ?? "auto", notify: notify === true, count: count === true };
	} catch {
		return {};
	}
}
