package io.chatroom.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a peer sees of the door, on real sockets.
 */
class DoorTests {

	private static final String SORRY = "Too many connections. Try again later.";

	private final TcpCounters counters = new TcpCounters();

	private final BlockingQueue<Socket> admitted = new LinkedBlockingQueue<>();

	private final List<Socket> clients = new ArrayList<>();

	private @Nullable Door door;

	@AfterEach
	void close() throws IOException {
		if (this.door != null) {
			this.door.close();
		}
		for (Socket client : this.clients) {
			client.close();
		}
		for (Socket socket : this.admitted) {
			socket.close();
		}
	}

	@Test
	void tellsOneOfTooManyAndHangsUp() throws Exception {
		open(2, 1, "10.0.0.0/8");
		accept();
		connect("127.0.0.2");
		assertThat(admitted()).isEqualTo("127.0.0.2");
		assertThat(heard(connect("127.0.0.2"))).isEqualTo(SORRY + "\r\n");
		connect("127.0.0.3");
		assertThat(admitted()).isEqualTo("127.0.0.3");
		assertThat(heard(connect("127.0.0.4"))).isEqualTo(SORRY + "\r\n");
		assertThat(this.counters.rejected(Rejection.TOO_MANY_FROM_ADDRESS)).isOne();
		assertThat(this.counters.rejected(Rejection.TOO_MANY)).isOne();
	}

	@Test
	void tellsADeniedOneNothing() throws Exception {
		open(10, 10, "127.0.0.66/32");
		accept();
		assertThat(heard(connect("127.0.0.66"))).isEmpty();
		assertThat(this.counters.rejected(Rejection.DENIED)).isOne();
		connect("127.0.0.67");
		assertThat(admitted()).isEqualTo("127.0.0.67");
	}

	@Test
	void lastWordsReachOneThatHasSpokenAlready() throws Exception {
		open(1, 1, "10.0.0.0/8");
		connect("127.0.0.2");
		Socket second = connect("127.0.0.2");
		second.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.UTF_8));
		accept();
		assertThat(admitted()).isEqualTo("127.0.0.2");
		assertThat(heard(second)).isEqualTo(SORRY + "\r\n");
		// it was not reset, on which other systems drop what was not read yet
		second.getOutputStream().write('\n');
	}

	@Test
	void isNotHeldUpByThoseThatItTurnsAway() throws Exception {
		open(1000, 1, "10.0.0.0/8");
		accept();
		connect("127.0.0.2");
		assertThat(admitted()).isEqualTo("127.0.0.2");
		for (int i = 0; i < 500; i++) {
			// none of them reads, and some have gone
			Socket refused = connect("127.0.0.2");
			if (i % 2 == 0) {
				refused.setSoLinger(true, 0);
				refused.close();
			}
		}
		connect("127.0.0.3");
		assertThat(admitted()).isEqualTo("127.0.0.3");
		assertThat(this.counters.rejected(Rejection.TOO_MANY_FROM_ADDRESS)).isEqualTo(500);
	}

	@Test
	void goesOnAfterOnesThatWereResetBeforeItSawThem() throws Exception {
		open(1000, 0, "127.0.0.66/32");
		for (int i = 0; i < 50; i++) {
			Socket reset = connect((i % 2 == 0) ? "127.0.0.2" : "127.0.0.66");
			reset.setSoLinger(true, 0);
			reset.close();
		}
		connect("127.0.0.3");
		accept();
		String last = admitted();
		while (last.equals("127.0.0.2")) {
			last = admitted();
		}
		assertThat(last).isEqualTo("127.0.0.3");
		assertThat(this.counters.rejected(Rejection.DENIED)).isEqualTo(25);
	}

	@Test
	void takesThePlaceBackOfOneThatCameToNothing() throws Exception {
		open(1, 0, "10.0.0.0/8");
		Door open = door();
		for (int i = 0; i < 5; i++) {
			connect("127.0.0.2");
			// as the connection factory does when it cannot make a connection of it
			open.accept().close();
		}
		assertThat(this.counters.rejected(Rejection.TOO_MANY)).isZero();
	}

	@Test
	void endsWhenClosed() throws Exception {
		open(1, 0, "10.0.0.0/8");
		Door open = door();
		open.close();
		assertThatExceptionOfType(SocketException.class).isThrownBy(open::accept).withMessage("Socket closed");
	}

	@Test
	void socketThatRefusesToBeSetUpIsLeftToItsReader() throws Exception {
		ChatConnectionFactory factory = new ChatConnectionFactory(TestSettings.TCP, NanoClock.SYSTEM);
		Socket gone = new Socket();
		gone.close();
		assertThatExceptionOfType(SocketException.class).isThrownBy(() -> gone.setTcpNoDelay(true));
		factory.setSocketAttributes(gone);
	}

	@Test
	void failureEndsOneConnectionAndGivesItsPlaceBack() throws Exception {
		AtomicInteger asked = new AtomicInteger();
		List<AddressRange> exempt = new AbstractList<>() {

			@Override
			public AddressRange get(int index) {
				if (asked.getAndIncrement() == 0) {
					throw new NoClassDefFoundError("of a jar that was replaced");
				}
				return AddressRange.of("10.0.0.0/8");
			}

			@Override
			public int size() {
				return 1;
			}

		};
		open(1, 1, "10.0.0.0/8", exempt);
		accept();
		assertThat(heard(connect("127.0.0.2"))).isEmpty();
		connect("127.0.0.2");
		assertThat(admitted()).isEqualTo("127.0.0.2");
		assertThat(this.counters.acceptFailures().sum()).isOne();
	}

	private void open(int most, int mostPerAddress, String denied) throws IOException {
		open(most, mostPerAddress, denied, List.of());
	}

	private void open(int most, int mostPerAddress, String denied, List<AddressRange> exempt) throws IOException {
		this.door = new Door(List.of(InetAddress.getLoopbackAddress()), 0,
				new AdmissionSettings(most, mostPerAddress, 0, exempt, List.of(AddressRange.of(denied)), SORRY),
				new DoorLog(this.counters, System::nanoTime), new Probes());
	}

	private Door door() {
		return Objects.requireNonNull(this.door);
	}

	private void accept() {
		Door open = door();
		Thread.ofVirtual().start(() -> {
			try {
				while (true) {
					this.admitted.add(open.accept());
				}
			}
			catch (IOException ex) {
				// the test is over
			}
		});
	}

	private Socket connect(String from) throws IOException {
		Socket client = new Socket();
		this.clients.add(client);
		client.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
		client.setSoTimeout(60_000);
		client.connect(door().getLocalSocketAddress());
		return client;
	}

	private String admitted() throws InterruptedException {
		Socket socket = this.admitted.poll(60, TimeUnit.SECONDS);
		assertThat(socket).as("nobody was admitted").isNotNull();
		this.clients.add(socket);
		assertThat(socket.getChannel().isBlocking()).isFalse();
		return socket.getInetAddress().getHostAddress();
	}

	private static String heard(Socket client) throws IOException {
		return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

}
