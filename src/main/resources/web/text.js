/**
 * Finds and makes elements, and shows text. It only ever becomes text nodes and attributes that cannot run anything.
 */

const LINK = /https?:\/\/[^\s<>"\u00ab\u00bb]+/gi;

const EMOJI = /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{RI}|[\u200d\ufe0f\u20e3\s])+$/u;

const WORD = "[\\p{L}\\p{N}\\p{M}_]";

/** Returns the first element that matches a selector. */
export function find(selector) {
	return document.querySelector(selector);
}

/** Makes an element of nodes and texts. */
export function element(tag, className, ...parts) {
	const made = document.createElement(tag);
	made.className = className;
	made.append(...parts);
	return made;
}

/** A name, which cannot turn the direction of what stands around it. */
export function nameOf(name) {
	return element("bdi", "name", name);
}

/** Finds a name as a word of its own, without regard to case. */
export function mentionOf(name) {
	return new RegExp(`(?<!${WORD})(?<!${WORD}[-.])${RegExp.escape(name)}(?!${WORD})(?![-.]${WORD})`, "giu");
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
		const url = URL.parse(written);
		// what stands before an @ looks like the host
		if (url && !url.username && !url.password) {
			nodes.push(...marked(text.slice(from, found.index), mention), linkTo(url, written));
			from = found.index + written.length;
		}
	}
	nodes.push(...marked(text.slice(from), mention));
	return nodes;
}

/** Cuts off punctuation that belongs to the sentence. */
function withoutEnd(link) {
	for (;;) {
		const last = link.at(-1);
		const opening = { ")": "(", "]": "[", "}": "{" }[last];
		const cut = opening ? link.split(last).length > link.split(opening).length : /[.,;:!?'*_]/.test(last);
		if (!cut) {
			return link;
		}
		link = link.slice(0, -1);
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
	for (const found of mention ? text.matchAll(mention) : []) {
		nodes.push(text.slice(from, found.index), element("mark", "", found[0]));
		from = found.index + found[0].length;
	}
	return [...nodes, text.slice(from)];
}
