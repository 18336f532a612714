package io.chatroom.tcp.line;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import io.chatroom.tcp.line.FirstBytes.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a connection begins with is found out as soon as it can be, however it is split.
 */
class FirstBytesTests {

	@ParameterizedTest
	@ValueSource(strings = { "\r\n\r\n\0\r\nQUIT\n", "PROXY TCP4 203.0.113.7 192.0.2.1 56324 5000\r",
			"PROXY TCP6 2001:db8::7 2001:db8::1 56324 5000\r", "PROXY UNKNOWN\r", "PROXY UNKNOWN a b c\r" })
	void knowsAHeaderAtItsLastByte(String header) {
		knowsAtItsLastByte(header, Kind.PROXY_HEADER);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET / HTTP/1.1\r\n", "OPTIONS * HTTP/1.0\n", "PRI * HTTP/2\r\n",
			"PROPFIND http://192.0.2.1/a?b HTTP/1.1\r\n" })
	void knowsARequestAtItsLastByte(String line) {
		knowsAtItsLastByte(line, Kind.HTTP_REQUEST);
	}

	private static void knowsAtItsLastByte(String text, Kind kind) {
		for (int place = 0; place < text.length(); place++) {
			FirstBytes bytes = new FirstBytes();
			bytes.add(buffer(text.substring(0, place)));
			assertThat(bytes.kind()).as("after %d bytes", place).isEqualTo(Kind.UNDECIDED);
			bytes.add(buffer(text.substring(place) + "\nalice\r\n"));
			assertThat(bytes.kind()).as("split at %d", place).isEqualTo(kind);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "alice\r\n", "PROXY\r\n", "PROXY me\r\n", "PROXY TCP5 a\r\n", "proxy UNKNOWN\r\n",
			"\r\nalice\r\n", "\r\n\r\n\r\n", "QUIT\n", "PROXYUNKNOWN\r\n", "PROXY UNKNOWNS\r\n", "\r\n\r\n\0\r\nquit\n",
			"ALICE\r\n", "GO HTTP/1.1\r\n", "GET /\r\n", "GET / a HTTP/1.1\r\n", "get / HTTP/1.1\r\n",
			"GET / HTTP/1.1.\r\n", "GET / HTTPS\r\n" })
	void knowsWhatIsNone(String text) {
		FirstBytes whole = new FirstBytes();
		whole.add(buffer(text));
		assertThat(whole.kind()).isEqualTo(Kind.OTHER);
		FirstBytes byteByByte = new FirstBytes();
		text.chars().forEach((octet) -> byteByByte.add(buffer(String.valueOf((char) octet))));
		assertThat(byteByByte.kind()).isEqualTo(Kind.OTHER);
	}

	@ParameterizedTest
	@ValueSource(ints = { 93, 94, 2000 })
	void isNoHeaderBeyondItsLongest(int length) {
		FirstBytes bytes = new FirstBytes();
		bytes.add(buffer("PROXY UNKNOWN " + "x".repeat(length)));
		assertThat(bytes.kind()).isEqualTo(Kind.OTHER);
		bytes.add(buffer("\r\n"));
		assertThat(bytes.kind()).isEqualTo(Kind.OTHER);
	}

	@Test
	void isNoRequestBeyondItsLongest() {
		FirstBytes bytes = new FirstBytes();
		bytes.add(buffer("GET /" + "x".repeat(2000)));
		assertThat(bytes.kind()).isEqualTo(Kind.OTHER);
		bytes.add(buffer(" HTTP/1.1\r\n"));
		assertThat(bytes.kind()).isEqualTo(Kind.OTHER);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "P", "\r\n", "PROXY TCP" })
	void leavesTheBytesInTheirBuffer(String text) {
		FirstBytes bytes = new FirstBytes();
		ByteBuffer buffer = buffer("x" + text).position(1);
		bytes.add(buffer);
		assertThat(buffer.remaining()).isEqualTo(text.length());
		assertThat(bytes.kind()).isEqualTo(Kind.UNDECIDED);
	}

	private static ByteBuffer buffer(String text) {
		return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
	}

}
