package io.chatroom.protocol;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Which addresses a range has, and which texts are none.
 */
class AddressRangeTests {

	@ParameterizedTest
	@CsvSource({ "10.0.0.0/8, 10.0.0.0", "10.0.0.0/8, 10.255.255.255", "192.0.2.7, 192.0.2.7",
			"192.0.2.6/31, 192.0.2.7", "0.0.0.0/0, 203.0.113.9", "128.0.0.0/1, 255.0.0.1", "::1, ::1",
			"2001:db8::/32, 2001:db8:ffff::1", "2001:db8::/64, 2001:db8::ffff:ffff:ffff:ffff",
			"2001:db8:0:0:8000::/65, 2001:db8::8000:0:0:1", "::/0, 2001:db8::1", "fe80::/10, febf::1",
			"::ffff:10.0.0.0/104, 10.1.2.3", "::ffff:192.0.2.7, 192.0.2.7", "' 10.0.0.0/8 ', 10.0.0.1" })
	void hasItsAddresses(String range, String address) {
		assertThat(AddressRange.of(range).contains(InetAddress.ofLiteral(address))).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "10.0.0.0/8, 11.0.0.0", "10.0.0.0/8, 9.255.255.255", "10.0.0.0/8, ::10.0.0.1",
			"192.0.2.6/31, 192.0.2.8", "192.0.2.7, 192.0.2.6", "0.0.0.0/0, ::1", "::/0, 10.0.0.1", "::/64, 10.0.0.1",
			"2001:db8::/64, 2001:db8:0:1::", "2001:db8::/65, 2001:db8::8000:0:0:1", "::1, ::2",
			"::ffff:10.0.0.0/104, 11.1.2.3" })
	void hasNoOther(String range, String address) {
		assertThat(AddressRange.of(range).contains(InetAddress.ofLiteral(address))).isFalse();
	}

	@Test
	void takesAMappedAddressForTheOneItMaps() throws UnknownHostException {
		byte[] mapped = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 1, 2, 3 };
		// the JDK's other ways make it an Inet4Address themselves
		InetAddress address = Inet6Address.getByAddress(null, mapped, -1);
		assertThat(address).isInstanceOf(Inet6Address.class);
		assertThat(AddressRange.of("10.0.0.0/8").contains(address)).isTrue();
		assertThat(AddressRange.of("::/0").contains(address)).isFalse();
		assertThat(AddressRange.reachOf(address)).isEqualTo(AddressRange.of("10.1.2.3"));
	}

	@ParameterizedTest
	@CsvSource({ "192.0.2.7, 192.0.2.7/32", "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64", "::1, ::/64",
			"fe80::1:2:3:4, fe80::1:2:3:4", "febf::1, febf::1", "fec0::1, fec0::/64" })
	void knowsWhatOnePeerCanChooseFrom(String address, String range) {
		assertThat(AddressRange.reachOf(InetAddress.ofLiteral(address))).isEqualTo(AddressRange.of(range));
	}

	@ParameterizedTest
	@CsvSource({ "10.0.0.0/8, 10.0.0.0/8", "10.0.0.7/32, 10.0.0.7", "0.0.0.0/0, 0.0.0.0/0",
			"::ffff:10.0.0.0/104, 10.0.0.0/8", "2001:0DB8:0::/32, 2001:db8::/32", "::1/128, ::1", "::/0, ::/0",
			"::fffe:0:0/95, ::fffe:0:0/95", "128.0.0.0/1, 128.0.0.0/1",
			"2001:db8:0:0:8000::/65, 2001:db8:0:0:8000::/65" })
	void isWrittenInOneWay(String range, String text) {
		assertThat(AddressRange.of(range).text()).isEqualTo(text);
		assertThat(AddressRange.of(text)).isEqualTo(AddressRange.of(range));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "10", "10/8", "10.0/16", "10.0.0.256", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1",
			"10.0.0.0/8/8", "2001:db8::/129", "2001:db8::/1000", ":", "1:2", "::g", "fe80::1%lo", "[::1]", "localhost",
			"10.0.0.0 8" })
	void refusesWhatIsNoRange(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> AddressRange.of(text))
			.withMessage("'" + text + "' is no range such as 10.0.0.0/8 or 2001:db8::/32");
	}

	@ParameterizedTest
	@ValueSource(strings = { "10.0.0.1/8", "10.0.0.128/24", "2001:db8::1/64", "1::/15", "::ffff:10.0.0.1/95" })
	void refusesOneThatSaysMoreThanItMeans(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> AddressRange.of(text))
			.withMessage("'" + text + "' has bits behind its prefix");
	}

}
