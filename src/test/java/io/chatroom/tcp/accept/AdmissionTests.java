package io.chatroom.tcp.accept;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.chatroom.protocol.AddressRange;
import io.chatroom.tcp.accept.Admission.Decision;
import io.chatroom.tcp.accept.Admission.Permit;
import io.chatroom.tcp.accept.Admission.Rejected;
import io.chatroom.tcp.count.RejectionReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Who is let in, and who is not.
 */
@Isolated
class AdmissionTests {

	private static final String EXEMPT = "127.0.0.1";

	private static final AddressRange BANNED_RANGE = AddressRange.of("127.0.9.0/24");

	private static final String BAN = "You are banned until 14:05 UTC: spam";

	private static final String DENIED_ADDRESS = "10.66.0.1";

	private static final Rejected TOO_MANY = Rejected.overLimit(RejectionReason.TOO_MANY);

	private static final Rejected TOO_MANY_FROM_ADDRESS = Rejected.overLimit(RejectionReason.TOO_MANY_FROM_ADDRESS);

	private static final Rejected TOO_FAST = Rejected.overLimit(RejectionReason.TOO_FAST);

	private static final Rejected DENIED = new Rejected(RejectionReason.DENIED, null);

	private static final Rejected BANNED = new Rejected(RejectionReason.BANNED, BAN);

	private long nanos = Long.MAX_VALUE - 5;

	@Test
	void admitsNoMoreThanMayBeConnected() {
		Admission admission = admission(2, 0, 0);
		Permit first = admitted(admission, "192.0.2.1");
		admitted(admission, EXEMPT);
		assertThat(decision(admission, "192.0.2.2")).isEqualTo(TOO_MANY);
		assertThat(decision(admission, EXEMPT)).isEqualTo(TOO_MANY);
		first.close();
		first.close();
		admitted(admission, "192.0.2.2");
		assertThat(decision(admission, "192.0.2.3")).as("a place was given back once").isEqualTo(TOO_MANY);
	}

	@ParameterizedTest
	@CsvSource({ "192.0.2.1, 192.0.2.1, 192.0.2.2", "::ffff:192.0.2.1, 192.0.2.1, 192.0.2.2",
			"2001:db8::1, 2001:db8::ffff:0:0:1, 2001:db8:0:1::1" })
	void admitsSomeOfEachAddress(String address, String same, String other) {
		Admission admission = admission(100, 2, 0);
		Permit first = admitted(admission, address);
		admitted(admission, same);
		assertThat(decision(admission, address)).isEqualTo(TOO_MANY_FROM_ADDRESS);
		assertThat(decision(admission, same)).isEqualTo(TOO_MANY_FROM_ADDRESS);
		admitted(admission, other);
		first.close();
		first.close();
		admitted(admission, same);
		assertThat(decision(admission, same)).as("a place was given back once").isEqualTo(TOO_MANY_FROM_ADDRESS);
	}

	@Test
	void admitsSomeOfEachAddressWithinAMinute() {
		Admission admission = admission(1, 0, 3);
		for (int i = 0; i < 3; i++) {
			admitted(admission, "192.0.2.1").close();
			this.nanos += Duration.ofSeconds(19).toNanos();
		}
		assertThat(decision(admission, "192.0.2.1")).isEqualTo(TOO_FAST);
		admitted(admission, "192.0.2.2").close();
		this.nanos += Duration.ofSeconds(3).toNanos();
		// those that were turned away meanwhile have not made it longer
		admitted(admission, "192.0.2.1");
	}

	@Test
	void forgottenArrivalsCountInNoMinute() {
		Admission admission = admission(10, 0, 2);
		Permit first = admitted(admission, "192.0.2.1");
		Permit second = admitted(admission, "192.0.2.1");
		second.close();
		second.forgetArrival();
		second.forgetArrival();
		admitted(admission, "192.0.2.1");
		assertThat(decision(admission, "192.0.2.1")).as("one place was given back").isEqualTo(TOO_FAST);
		this.nanos += Duration.ofMinutes(1).toNanos();
		admitted(admission, "192.0.2.1");
		first.forgetArrival();
		admitted(admission, "192.0.2.1");
		assertThat(decision(admission, "192.0.2.1")).as("one of the minute before").isEqualTo(TOO_FAST);
	}

	@Test
	void turnedAwayOnesTakeNoPlace() {
		Admission admission = admission(2, 1, 1);
		admitted(admission, "192.0.2.1").close();
		for (int i = 0; i < 10; i++) {
			assertThat(decision(admission, "192.0.2.1")).isEqualTo(TOO_FAST);
			assertThat(decision(admission, DENIED_ADDRESS)).isEqualTo(DENIED);
		}
		this.nanos += Duration.ofMinutes(1).toNanos();
		Permit permit = admitted(admission, "192.0.2.1");
		for (int i = 0; i < 10; i++) {
			assertThat(decision(admission, "192.0.2.1")).isEqualTo(TOO_MANY_FROM_ADDRESS);
		}
		admitted(admission, "192.0.2.2").close();
		permit.close();
		this.nanos += Duration.ofMinutes(1).toNanos();
		admitted(admission, "192.0.2.1");
	}

	@Test
	void deniedBeforeAllElse() {
		Admission admission = admission(1, 1, 1);
		assertThat(decision(admission, DENIED_ADDRESS)).isEqualTo(DENIED);
		admitted(admission, EXEMPT);
		assertThat(decision(admission, DENIED_ADDRESS)).isEqualTo(DENIED);
	}

	@Test
	void bannedBeforeTheLimitsAndEvenIfExempt() {
		Admission admission = admission(1, 1, 1);
		for (int i = 0; i < 2; i++) {
			assertThat(decision(admission, "127.0.9.1")).isEqualTo(BANNED);
		}
		Permit permit = admitted(admission, EXEMPT);
		assertThat(decision(admission, "127.0.9.1")).as("the limit is reached").isEqualTo(BANNED);
		assertThat(permit.moveTo(address("127.0.9.1"))).isEqualTo(BANNED);
		assertThat(permit.moveTo(address("192.0.2.1"))).isNull();
	}

	@Test
	void deniedBeforeBanned() {
		Admission admission = new Admission(
				new AdmissionSettings(1, 1, 1, List.of(), List.of(AddressRange.of("10.66.0.0/16"))), (address) -> BAN,
				() -> this.nanos);
		assertThat(decision(admission, DENIED_ADDRESS)).isEqualTo(DENIED);
	}

	@Test
	void exemptOnesAreAsManyAndAsFastAsTheyLike() {
		Admission admission = admission(100, 1, 1);
		for (int i = 0; i < 100; i++) {
			admitted(admission, EXEMPT);
		}
	}

	@Test
	void zeroIsNoLimitOfAnAddress() {
		Admission admission = admission(100, 0, 0);
		for (int i = 0; i < 100; i++) {
			admitted(admission, "192.0.2.1");
		}
	}

	@Test
	void oneBehindAProxyCountsForItsOwnAddress() {
		Admission admission = admission(4, 1, 0);
		Permit first = admitted(admission, EXEMPT);
		Permit second = admitted(admission, EXEMPT);
		assertThat(first.moveTo(address("192.0.2.1"))).isNull();
		assertThat(second.moveTo(address("192.0.2.1"))).isEqualTo(TOO_MANY_FROM_ADDRESS);
		assertThat(second.moveTo(address(DENIED_ADDRESS))).isEqualTo(DENIED);
		assertThat(decision(admission, "192.0.2.1")).isEqualTo(TOO_MANY_FROM_ADDRESS);
		first.close();
		assertThat(second.moveTo(address("192.0.2.1"))).isNull();
		assertThat(second.moveTo(address("192.0.2.2"))).isNull();
		admitted(admission, "192.0.2.1");
		assertThat(decision(admission, "192.0.2.2")).isEqualTo(TOO_MANY_FROM_ADDRESS);
		second.close();
		assertThat(second.moveTo(address("192.0.2.3"))).as("it has ended").isNull();
		admitted(admission, "192.0.2.3");
		admitted(admission, "192.0.2.2");
		admitted(admission, EXEMPT);
		assertThat(decision(admission, EXEMPT)).as("each has one place").isEqualTo(TOO_MANY);
	}

	@Test
	void manyThreadsLoseNoPlace() {
		Admission admission = admission(1000, 100, 0);
		InetAddress address = address("192.0.2.1");
		try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
			for (int thread = 0; thread < 4; thread++) {
				threads.execute(() -> {
					for (int i = 0; i < 100_000; i++) {
						close(admission.admit(address));
					}
				});
			}
		}
		for (int i = 0; i < 100; i++) {
			admitted(admission, "192.0.2.1");
		}
		assertThat(decision(admission, "192.0.2.1")).isEqualTo(TOO_MANY_FROM_ADDRESS);
	}

	@Test
	void manyAddressesDoNotFillTheHeap() throws UnknownHostException {
		Admission admission = admission(100, 32, 60);
		long before = heap();
		for (int i = 0; i < 200_000; i++) {
			close(admit(admission, ByteBuffer.allocate(4).putInt(0x20000000 + i).array()));
			close(admit(admission, ByteBuffer.allocate(16).putInt(0x20010db8).putInt(i).putLong(i).array()));
		}
		// others in this JVM may leave garbage behind, too
		await().until(() -> heap() - before < 16 << 20);
		admitted(admission, "192.0.2.1");
	}

	private static Decision admit(Admission admission, byte[] address) throws UnknownHostException {
		return admission.admit(InetAddress.getByAddress(address));
	}

	private static long heap() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	private static void close(Decision decision) {
		((Permit) decision).close();
	}

	private Admission admission(int most, int mostPerAddress, int mostPerMinute) {
		return new Admission(
				new AdmissionSettings(most, mostPerAddress, mostPerMinute, List.of(AddressRange.of("127.0.0.0/8")),
						List.of(AddressRange.of("10.66.0.0/16"), AddressRange.of("2001:db8:66::/48"))),
				(address) -> BANNED_RANGE.contains(address) ? BAN : null, () -> this.nanos);
	}

	private static Permit admitted(Admission admission, String address) {
		Decision decision = decision(admission, address);
		assertThat(decision).isInstanceOf(Permit.class);
		return (Permit) decision;
	}

	private static Decision decision(Admission admission, String address) {
		return admission.admit(address(address));
	}

	private static InetAddress address(String address) {
		return InetAddress.ofLiteral(address);
	}

}
