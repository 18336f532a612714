/**
 * The sides of the page, which are drawers in a narrow window.
 */

export class Drawers {

	constructor(app) {
		this.app = app;
		this.buttons = [
			[document.querySelector("#open-side"), document.querySelector("#side"), "show-side"],
			[document.querySelector("#open-folk"), document.querySelector("#folk"), "show-folk"],
		];
		for (const [button, drawer, name] of this.buttons) {
			button.addEventListener("click", () => {
				const shows = !app.classList.contains(name);
				this.close();
				app.classList.toggle(name, shows);
				button.ariaExpanded = String(shows);
				// the keyboard stays in the drawer
				document.querySelector("#talk").inert = shows;
				if (shows) {
					drawer.querySelector("button:enabled")?.focus();
				}
			});
		}
		app.addEventListener("pointerdown", (event) => {
			if (!event.target.closest("header button, nav, aside")) {
				this.close();
			}
		});
		app.addEventListener("keydown", (event) => {
			if (event.key === "Escape") {
				const open = this.buttons.find(([, , name]) => app.classList.contains(name));
				this.close();
				open?.[0].focus();
			}
		});
	}

	close() {
		document.querySelector("#talk").inert = false;
		for (const [button, , name] of this.buttons) {
			this.app.classList.remove(name);
			button.ariaExpanded = "false";
		}
	}

}
