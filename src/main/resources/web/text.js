/**
 * Shows text. It only ever becomes text nodes and attributes that cannot run anything.
 */

const LINK = /https?:\/\/[^\s<>"\u00ab\u00bb]+/gi;

const EMOJI = /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{RI}|[\u200d\ufe0f\u20e3\s])+$/u;

const WORD = "[\\p{L}\\p{N}\\p{M}_]";

/** Makes an element. */
export function element(tag, className = "", text = null) {
	const made = document.createElement(tag);
	if (className) {
		made.className = className;
	}
	if (text !== null) {
		made.textContent = text;
	}
	return made;
}

/** A name, which cannot turn the direction of what stands around it. */
export function nameOf(name) {
	return element("bdi", "name", name);
}

/** Finds a name as a word of its own, without regard to case. */
export function mentionOf(name) {
	const quoted = name.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
	return new RegExp(`(?<!${WORD})(?<!${WORD}[-.])${quoted}(?!${WORD})(?![-.]${WORD})`, "giu");
}

export function isEmojiAlone(text) {
	return text.length <= 24 && EMOJI.test(text) && /\p{Extended_Pictographic}|\p{RI}/u.test(text);
}

/** Returns the nodes of a text: links can be followed, and mentions are marked. */
export function nodesOf(text, mention) {
	const nodes = [];
	let from = 0;
	for (const found of text.matchAll(LINK)) {
		const written = withoutEnd(found[0]);
		const url = parsed(written);
		if (url) {
			nodes.push(...marked(text.slice(from, found.index), mention), linkTo(url, written));
			from = found.index + written.length;
		}
	}
	nodes.push(...marked(text.slice(from), mention));
	return nodes;
}

/** Cuts off punctuation that belongs to the sentence. */
function withoutEnd(link) {
	let end = link.length;
	for (;;) {
		const last = link[end - 1];
		const opening = { ")": "(", "]": "[", "}": "{" }[last];
		const cut = opening ? count(link, last, end) > count(link, opening, end) : /[.,;:!?'*_]/.test(last);
		if (!cut) {
			return link.slice(0, end);
		}
		end--;
	}
}

function count(text, letter, end) {
	return text.slice(0, end).split(letter).length - 1;
}

function parsed(link) {
	try {
		const url = new URL(link);
		// what stands before an @ looks like the host
		return /^https?:$/.test(url.protocol) && !url.username && !url.password ? url : null;
	} catch {
		return null;
	}
}

function linkTo(url, written) {
	const link = element("a", "", written);
	link.href = url.href;
	link.rel = "noopener noreferrer";
	link.target = "_blank";
	link.dir = "ltr";
	// look-alike letters are seen here
	link.title = url.href;
	return link;
}

function marked(text, mention) {
	const nodes = [];
	let from = 0;
	if (mention) {
		mention.lastIndex = 0;
	}
	for (const found of mention ? text.matchAll(mention) : []) {
		nodes.push(document.createTextNode(text.slice(from, found.index)), element("mark", "", found[0]));
		from = found.index + found[0].length;
	}
	if (from < text.length) {
		nodes.push(document.createTextNode(text.slice(from)));
	}
	return nodes;
}
