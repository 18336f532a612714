/**
 * Combines who joined, left, moved or was renamed into one sentence.
 */

const MOST_NAMES = 5;

const WORDS = ["joined", "left", "moved", "came and went", "left and came back"];

const [JOINED, LEFT, MOVED, BRIEF, BACK] = WORDS;

export function folded(events) {
	const passages = new Map();
	const renames = [];
	for (const event of events) {
		const before = passages.get(event.name);
		switch (event.event) {
			case "joined":
				passages.set(event.name, before === LEFT || before === MOVED ? BACK : JOINED);
				break;
			case "left":
				passages.set(event.name, before === JOINED ? BRIEF : LEFT);
				break;
			case "moved":
				passages.set(event.name, before === JOINED ? BRIEF : MOVED);
				break;
			default:
				if (passages.has(event.from)) {
					passages.set(event.to, passages.get(event.from));
					passages.delete(event.from);
				}
				renames.push(`${isolated(event.from)} is now ${isolated(event.to)}`);
		}
	}
	const parts = WORDS.map((words) => sentence([...passages].filter(([, word]) => word === words), words));
	return [...parts.filter(Boolean), ...renames.slice(-MOST_NAMES)].join("; ");
}

function sentence(passages, words) {
	if (!passages.length) {
		return "";
	}
	const first = passages.slice(0, MOST_NAMES).map(([name]) => isolated(name)).join(", ");
	const others = passages.length - MOST_NAMES;
	return `${first}${others > 0 ? ` and ${others} more` : ""} ${words}`;
}

/** Keeps the direction of a name from turning the sentence. */
export function isolated(name) {
	return `\u2068${name}\u2069`;
}
