package io.chatroom.chat;

import io.chatroom.protocol.Reply;
import io.chatroom.protocol.Reply.LogAway;
import io.chatroom.protocol.Reply.LogBack;

/**
 * Tells all clients of this node what happens to the log. Any thread.
 */
final class LogNotices implements LogWatcher {

	private final Clients clients;

	LogNotices(Clients clients) {
		this.clients = clients;
	}

	@Override
	public void away() {
		tellAll(new LogAway());
	}

	@Override
	public void back() {
		tellAll(new LogBack());
	}

	private void tellAll(Reply reply) {
		this.clients.all().forEach((client) -> this.clients.tell(client, (state) -> reply));
	}

	@Override
	public void fenced() {
		// the node finds out by itself, and sends its clients away
	}

	@Override
	public void outdated() {
		this.clients.takeNobodyNew();
	}

}
