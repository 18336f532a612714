package io.chatroom.chat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A room that is played from a script. Flush left stands what happens:
 * {@code a connects}, {@code a > a line}, {@code a refused TOO_LONG}, {@code a gone},
 * {@code room closes}. Indented stands what comes of it, all of it and in this order:
 * {@code a b < a line} for those that are told, {@code a hung up}.
 */
final class RoomScript implements Outlet {

	private final StringBuilder transcript = new StringBuilder();

	private final Set<String> listening = new LinkedHashSet<>();

	private final ChatRoomService room;

	RoomScript(boolean showAddress) {
		this.room = new ChatRoomService(new NamePolicy(List.of("boss"), true), new Phrases(showAddress, 1024), this);
	}

	/**
	 * A room with members, each of which is the client of its name's first letter.
	 */
	static RoomScript with(String... names) {
		RoomScript script = new RoomScript(true);
		for (String name : names) {
			script.act(name.charAt(0) + " connects");
			script.act(name.charAt(0) + " > " + name);
		}
		return script;
	}

	ChatRoomService room() {
		return this.room;
	}

	RoomScript plays(String script) {
		this.transcript.setLength(0);
		script.lines().filter((line) -> !line.startsWith(" ")).forEach((line) -> {
			this.transcript.append(line).append('\n');
			act(line);
		});
		assertThat(this.transcript.toString()).isEqualTo(script);
		return this;
	}

	private void act(String line) {
		String client = line.substring(0, line.indexOf(' '));
		String action = line.substring(client.length() + 1);
		if (action.startsWith("> ")) {
			this.room.received(client, action.substring(2));
		}
		else if (action.startsWith("refused ")) {
			this.room.refused(client, Refusal.valueOf(action.substring(8)));
		}
		else {
			switch (action) {
				case "connects" -> this.room.connected(client, "203.0.113." + (client.charAt(0) - 'a' + 1));
				case "gone" -> {
					this.listening.remove(client);
					this.room.disconnected(client);
				}
				case "closes" -> this.room.close();
				default -> throw new IllegalArgumentException(line);
			}
		}
	}

	@Override
	public void tell(String client, String line) {
		heard(client, line);
	}

	@Override
	public void tellAll(String line) {
		if (!this.listening.isEmpty()) {
			heard(String.join(" ", this.listening), line);
		}
	}

	private void heard(String clients, String line) {
		this.transcript.append("  ").append(clients).append(" < ").append(line).append('\n');
	}

	@Override
	public void listen(String client) {
		this.listening.add(client);
	}

	@Override
	public void hangUp(String client) {
		this.listening.remove(client);
		this.transcript.append("  ").append(client).append(" hung up\n");
	}

}
