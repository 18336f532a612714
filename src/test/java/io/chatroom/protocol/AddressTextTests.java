package io.chatroom.protocol;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Addresses are written as RFC 5952 recommends.
 */
class AddressTextTests {

	@ParameterizedTest
	@CsvSource({ "0:0:0:0:0:0:0:1, ::1", "0:0:0:0:0:0:0:0, ::", "2001:0DB8:0:0:0:0:2:1, 2001:db8::2:1",
			"2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1", "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
			"2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1", "1:0:0:0:0:0:0:0, 1::", "0:0:1:2:3:4:5:6, ::1:2:3:4:5:6",
			"1:2:3:4:5:6:0:0, 1:2:3:4:5:6::", "0:1:2:3:4:5:6:7, 0:1:2:3:4:5:6:7", "1:2:3:4:5:6:7:0, 1:2:3:4:5:6:7:0",
			"fe80::9C5F:aBcD:12:3, fe80::9c5f:abcd:12:3",
			"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff," + "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
			"192.0.2.1, 192.0.2.1", "::ffff:192.0.2.1, 192.0.2.1", "64:ff9b::192.0.2.1, 64:ff9b::c000:201" })
	void writesTheShortestForm(String address, String text) {
		assertThat(AddressText.of(InetAddress.ofLiteral(address))).isEqualTo(text);
		assertThat(AddressRange.of(text)).as("takes what was shown").isEqualTo(AddressRange.of(address));
	}

	@Test
	void leavesTheZoneOut() throws UnknownHostException {
		byte[] address = InetAddress.ofLiteral("fe80::1").getAddress();
		assertThat(AddressText.of(Inet6Address.getByAddress(null, address, 2))).isEqualTo("fe80::1");
	}

	@ParameterizedTest
	@CsvSource({ "::, [::]:5600", "::1, [::1]:5600", "0.0.0.0, 0.0.0.0:5600", "127.0.0.1, 127.0.0.1:5600" })
	void writesAPort(String address, String text) {
		assertThat(AddressText.of(new InetSocketAddress(InetAddress.ofLiteral(address), 5600))).isEqualTo(text);
	}

}
