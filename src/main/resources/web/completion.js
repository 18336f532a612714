/**
 * What could follow what is typed: commands, rooms, people, emoji.
 */

const MOST = 8;

const OF_ROOMS = /^[#/](?:join|who)\s+#?(\S*)$/i;

const OF_PEOPLE = /^[#/](?:msg|ignore|unignore|kick|mute|unmute|ban|unban)\s+(\S*)$|(?:^|\s)@(\S*)$/i;

const EMOJI = `smile 😄 grin 😁 joy 😂 wink 😉 cry 😢 sob 😭 angry 😠 cool 😎 think 🤔 shrug 🤷 facepalm 🤦
heart ❤️ thumbsup 👍 thumbsdown 👎 ok 👌 clap 👏 wave 👋 pray 🙏 muscle 💪 eyes 👀 tada 🎉 party 🥳 fire 🔥 rocket 🚀 star ⭐
sparkles ✨ check ✅ cross ❌ warning ⚠️ bug 🐛 idea 💡 coffee ☕ tea 🍵 cake 🎂 pizza 🍕 sun ☀️ rain 🌧️ moon 🌙 cat 🐱 dog 🐶`
	.split(/\s(?=[a-z])/).map((pair) => pair.split(" "));

/**
 * Returns choices: `text` as it is typed, `shown` and `note` in the list, and `from`, where it begins.
 * @param text what stands before the cursor
 */
export function choicesFor(text, chat) {
	const command = /^[#/]([a-z]*)$/i.exec(text);
	if (command) {
		return chat.commands.filter(({ usage }) => usage.startsWith(`#${command[1].toLowerCase()}`))
			.map(({ usage, purpose }) => ({
				text: text[0] + usage.slice(1).replace(/ .*/, " "), shown: text[0] + usage.slice(1), note: purpose, from: 0,
			}));
	}
	const room = OF_ROOMS.exec(text);
	if (room) {
		return named(chat.list.map(({ name }) => name), room[1], text, "");
	}
	const person = OF_PEOPLE.exec(text);
	if (person) {
		const names = new Set([...chat.here, ...chat.people.keys()]);
		names.delete(chat.me);
		const begun = person[1] ?? person[2];
		return named(names, begun, text, " ");
	}
	const emoji = /(?:^|\s):([a-z]{2,})$/.exec(text);
	if (emoji) {
		const from = text.length - emoji[1].length - 1;
		return EMOJI.filter(([word]) => word.startsWith(emoji[1])).slice(0, MOST)
			.map(([word, sign]) => ({ text: `${sign} `, shown: sign, note: word, from }));
	}
	return [];
}

function named(names, begun, text, end) {
	const small = begun.toLowerCase();
	return [...names].filter((name) => name.toLowerCase().startsWith(small)).slice(0, MOST)
		.map((name) => ({ text: name + end, shown: name, note: "", from: text.length - begun.length }));
}
