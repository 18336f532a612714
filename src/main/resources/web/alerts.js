/**
 * Tells the person what came: in words for a screen reader, as a notification, and as a number in the
 * title of the tab.
 */

/** Time between two messages to the screen reader. */
const PAUSE = 1000;

const MOST_SPOKEN = 3;

export class Alerts {

	constructor(live, settings) {
		this.live = live;
		this.settings = settings;
		this.lines = [];
		this.timer = 0;
		this.title = document.title;
	}

	/** Says something to a screen reader, several lines at once and not more than one can listen to. */
	say(text) {
		this.lines.push(text);
		this.timer ||= setTimeout(() => {
			const more = this.lines.length - MOST_SPOKEN;
			this.live.textContent = (more > 0 ? `${more} lines, then ` : "") + this.lines.slice(-MOST_SPOKEN).join("\n");
			this.lines = [];
			this.timer = 0;
		}, PAUSE);
		if (this.lines.length > 1000) {
			this.lines.splice(0, 500);
		}
	}

	/** Shows a mention or a private message in a hidden tab, if the person asked for it. */
	notify(item, place) {
		if (item.mentioned && document.hidden && this.settings.notify && Notification.permission === "granted") {
			const shown = new Notification(`${item.from} in ${place}`, { body: item.text.slice(0, 200), tag: place });
			shown.onclick = () => {
				window.focus();
				shown.close();
			};
		}
	}

	/** Writes the title. */
	count(unread, place) {
		const number = this.settings.count && unread ? `(${unread}) ` : "";
		const title = `${number}${place ? `${place} – ` : ""}${this.title}`;
		if (document.title !== title) {
			document.title = title;
		}
	}

}
