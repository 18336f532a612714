package io.chatroom.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;

import io.chatroom.tcp.Admission.Permit;
import org.jspecify.annotations.Nullable;

/**
 * Lets sockets in, or turns them away with a last word, and never waits for one. On the
 * thread that accepts.
 */
final class Doorman {

	private final Admission admission;

	private final String lastWords;

	private final DoorLog log;

	private final Probes probes;

	private @Nullable Socket latest;

	private @Nullable Permit latestPermit;

	Doorman(AdmissionSettings settings, DoorLog log, Probes probes) {
		this.admission = new Admission(settings, System::nanoTime);
		this.lastWords = settings.lastWords();
		this.log = log;
		this.probes = probes;
	}

	/**
	 * Makes up his mind about one.
	 * @return its socket in non-blocking mode, or null when it was turned away
	 * @throws IOException when it was gone already
	 */
	@Nullable Socket receive(SocketChannel arrived) throws IOException {
		forgetLatest();
		try {
			arrived.configureBlocking(false);
			InetAddress address = arrived.socket().getInetAddress();
			switch (this.probes.take(arrived.getRemoteAddress()) ? this.admission.admitProbe()
					: this.admission.admit(address)) {
				case Permit permit -> {
					this.latest = arrived.socket();
					this.latestPermit = permit;
				}
				case Rejection reason -> {
					this.log.refused(reason, address);
					if (reason != Rejection.DENIED) {
						Farewell.say(arrived, this.lastWords);
					}
				}
			}
			return this.latest;
		}
		finally {
			if (this.latest == null) {
				arrived.close();
			}
		}
	}

	/**
	 * Takes the permit back of one that nobody made a connection of: its socket is closed
	 * then.
	 */
	private void forgetLatest() {
		if (this.latest != null && this.latestPermit != null && this.latest.isClosed()) {
			this.latestPermit.close();
		}
		this.latest = null;
		this.latestPermit = null;
	}

	/**
	 * Returns the permit of the one who was let in last.
	 */
	Permit permit() {
		if (this.latestPermit == null) {
			throw new IllegalStateException("Nobody was let in");
		}
		return this.latestPermit;
	}

}
