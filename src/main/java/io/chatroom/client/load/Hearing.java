package io.chatroom.client.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;

/**
 * Counts the lines that arrive, and triggers the next ones in a closed loop. Used by the
 * load thread only.
 */
final class Hearing implements CrowdListener {

	private final SentLines sent;

	private final Measurement measurement;

	private final DeliveryCheck check;

	private final Departures departures;

	private final Pace pace;

	private final LoadProgress progress;

	private long delivered;

	private int present;

	private int disconnected;

	private long others;

	private Optional<String> firstOther = Optional.empty();

	private Optional<String> firstEnd = Optional.empty();

	Hearing(LoadOptions options, SentLines sent, Measurement measurement, DeliveryCheck check, Departures departures,
			Pace pace, LoadProgress progress) {
		this.sent = sent;
		this.measurement = measurement;
		this.check = check;
		this.departures = departures;
		this.pace = pace;
		this.progress = progress;
		this.present = options.readers();
	}

	@Override
	public boolean arrived(LoadClient client, long id, long now) {
		if (id >= this.sent.count()) {
			return false;
		}
		this.delivered++;
		this.check.received(client, id);
		if (this.sent.knows(id)) {
			this.measurement.delivered(this.sent.time(id), now);
			int sender = this.sent.sender(id);
			if (client.seen().watches(sender)) {
				client.seen().addWatched(id);
				this.pace.arrived(sender);
			}
		}
		return true;
	}

	@Override
	public void heardOther(LoadClient client, ByteBuffer buffer, int from, int to) {
		String line = CrowdReader.text(buffer, from, to);
		if (this.departures.heard(client, line)) {
			return;
		}
		this.others++;
		if (this.firstOther.isEmpty()) {
			this.firstOther = Optional.of("the server also sent: " + line);
		}
	}

	@Override
	public void readDone(long now) {
		this.progress.delivered(this.delivered);
		this.pace.sayDue(now);
	}

	@Override
	public void ended(LoadClient client, String reason) {
		if (client.fate() != LoadClient.Fate.STALLS) {
			this.disconnected++;
			this.present -= (client.fate() == LoadClient.Fate.STAYS) ? 1 : 0;
			if (this.firstEnd.isEmpty()) {
				this.firstEnd = Optional
					.of(String.format(Locale.ROOT, "%s was disconnected: %s", client.name(), reason));
			}
		}
	}

	/** Fails if all clients that should stay have been disconnected. */
	void requireAnyone() throws IOException {
		if (this.present == 0) {
			throw new IOException("no client is left; " + this.firstEnd.orElse(""));
		}
	}

	Verdict verdict() {
		return this.check.verdict(this.disconnected, this.others, this.firstEnd.or(() -> this.firstOther));
	}

}
