package io.chatroom.tcp.accept;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.chatroom.protocol.AddressRange;
import io.chatroom.tcp.count.RejectionLog;
import io.chatroom.tcp.count.TcpCounters;
import io.chatroom.tcp.socket.NanoClock;
import org.junit.jupiter.api.AfterEach;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An acceptor and what its peers see of it, on real sockets.
 */
class AcceptorScript {

	static final InetAddress BANNED = InetAddress.ofLiteral("127.0.0.99");

	static final AddressRange DENIED = AddressRange.of("127.0.0.66/32");

	static final String BAN = "You are banned until 14:05 UTC: spam";

	final TcpCounters counters = new TcpCounters();

	final BlockingQueue<Accepted> admitted = new LinkedBlockingQueue<>();

	final List<Socket> clients = new ArrayList<>();

	final Acceptor acceptor = new Acceptor(new RejectionLog((address) -> false, this.counters, System::nanoTime),
			NanoClock.SYSTEM);

	@AfterEach
	void close() throws IOException {
		this.acceptor.close();
		for (Socket client : this.clients) {
			client.close();
		}
		for (Accepted accepted : this.admitted) {
			accepted.close();
		}
	}

	void open(int most, int mostPerAddress) throws IOException {
		open(List.of(plainEndpoint()), most, mostPerAddress, List.of());
	}

	static Endpoint plainEndpoint() {
		return new Endpoint(List.of(InetAddress.getLoopbackAddress()), 0, null);
	}

	void open(List<Endpoint> endpoints, int most, int mostPerAddress, List<AddressRange> exempt) throws IOException {
		this.acceptor.open(endpoints, new AdmissionSettings(most, mostPerAddress, 0, exempt, List.of(DENIED)),
				(address) -> address.equals(BANNED) ? BAN : null);
	}

	Thread accept() {
		return accept(this.admitted::add);
	}

	Thread accept(Consumer<Accepted> receiver) {
		return Thread.ofVirtual().start(() -> {
			try {
				this.acceptor.acceptAll(receiver);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
	}

	Socket connect(String from) throws IOException {
		Socket client = new Socket();
		this.clients.add(client);
		client.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
		client.setSoTimeout(60_000);
		client.connect(this.acceptor.endpoints().getFirst().socketAddresses().getFirst());
		return client;
	}

	void assertAdmitted(String from) throws Exception {
		connect(from);
		assertThat(admitted()).isEqualTo(from);
	}

	String admitted() throws InterruptedException {
		return take().address().getHostAddress();
	}

	Accepted take() throws InterruptedException {
		Accepted accepted = this.admitted.poll(60, TimeUnit.SECONDS);
		assertThat(accepted).as("nobody was admitted").isNotNull();
		this.clients.add(accepted.socket());
		assertThat(accepted.channel().isBlocking()).isFalse();
		return accepted;
	}

	static String heard(Socket client) throws IOException {
		return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

}
