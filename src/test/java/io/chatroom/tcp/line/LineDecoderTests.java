package io.chatroom.tcp.line;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.chatroom.tcp.line.DecoderCase.bytes;
import static io.chatroom.tcp.line.DecoderCase.cleaned;
import static io.chatroom.tcp.line.DecoderCase.decode;
import static io.chatroom.tcp.line.DecoderCase.stream;
import static io.chatroom.tcp.line.Line.NoText.NOT_UTF8;
import static io.chatroom.tcp.line.Line.NoText.TOO_LONG;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same bytes give the same lines and answers, however they are split.
 */
class LineDecoderTests {

	private static final int IAC = 255;

	private static final int DONT = 254;

	private static final int DO = 253;

	private static final int WONT = 252;

	private static final int WILL = 251;

	private static final int SB = 250;

	private static final int EL = 248;

	private static final int EC = 247;

	private static final int AYT = 246;

	private static final int SE = 240;

	private static final int BINARY = 0;

	private static final int ECHO = 1;

	private static final int TIMING_MARK = 6;

	static final List<DecoderCase> lineEnds = List.of(stream("one\ntwo\n").gives("one", "two"),
			stream("one\r\ntwo\r\n").gives("one", "two"), stream("one\r\0two\r\0").gives("one", "two"),
			stream("one\rtwo\r").gives("one", "two"),
			stream("one\r\ntwo\nthree\rfour\r\0five").gives("one", "two", "three", "four", "five"),
			stream("\n\r\n\r\r\0").gives("", "", "", ""), stream("one\n\rtwo").gives("one", "", "two"),
			stream("one\r\n\0two\n").gives("one", cleaned("two")), stream("one\r\0\ntwo\n").gives("one", "", "two"),
			stream("one\r", IAC, 241, "\ntwo\n").gives("one", "two"), stream(), stream("end").gives("end"));

	static final List<DecoderCase> lengths = List.of(stream("0123456789abcdef\nok\n").gives("0123456789abcdef", "ok"),
			stream("0123456789abcdef!\nok\n").gives(TOO_LONG, "ok"),
			stream("x".repeat(100), "\r\nok\r\n").gives(TOO_LONG, "ok"), stream("x".repeat(17)).gives(TOO_LONG),
			// four bytes each
			stream("👍👍👍👍\n👍👍👍👍.\n").gives("👍👍👍👍", TOO_LONG),
			// what is over the limit need not be UTF-8
			stream("x".repeat(16), 0xff, 0xff, "\nok").gives(TOO_LONG, "ok"),
			// what was erased again has been typed all the same
			stream("0123456789abcdef\b\b\nok\n").gives(TOO_LONG, "ok"),
			stream("0123456789abcd\b\b").gives("0123456789ab"),
			stream("0123456789abcdef", IAC, EC, "\nok\n").gives(TOO_LONG, "ok"),
			stream("x".repeat(20), IAC, EL, "ok\n").gives("ok"));

	static final List<DecoderCase> texts = List.of(stream("a\tb\n").gives("a\tb"), stream("👍🏽\n").gives("👍🏽"),
			stream("👩\u200d🚀\n❤\ufe0f\n").gives("👩\u200d🚀", "❤\ufe0f"), stream("你好 さくら\n").gives("你好 さくら"),
			stream("שלום\nسلام\n").gives("שלום", "سلام"), stream("e\u0301 ﷽\n").gives("e\u0301 ﷽"),
			stream("a\0b\1c\7d\u001be\u001f\n").gives(cleaned("abcde")),
			stream("\u001b[2J\u009b2J\n").gives(cleaned("[2J2J")),
			stream("a\u0080b\u0085c\u009fd\n").gives(cleaned("abcd")),
			stream("a\u2028b\u2029c\n").gives(cleaned("abc")),
			stream("a\u202eb\u202cc\nd\u2066e\u2069f\n").gives(cleaned("abc"), cleaned("def")),
			stream("a\u200eb\u200fc\u061cd\n").gives(cleaned("abcd")));

	static final List<DecoderCase> erasures = List.of(stream("helo\blo\n").gives("hello"),
			stream("helo\u007flo\n").gives("hello"), stream("a👍\bb\n").gives("ab"), stream("né\b\bo\n").gives("o"),
			stream("\b\b\u007fa\n").gives("a"), stream("ab\b\b\b\bc\n").gives("c"), stream("a\n\bb\n").gives("a", "b"),
			stream("a\1\bb\n").gives(cleaned("b")), stream("你e\u0301\b\bo\n").gives("你o"),
			stream("a\t\bb\n").gives("ab"), stream("a", 0xf0, 0x9f, 0x91, 0x8d, "\b\bb\n").gives("b"),
			stream("#quix\u202e\bt\n").gives(cleaned("#quit")));

	static final List<DecoderCase> malformed = List.of(stream("a", 0xfe, "b\nok\n").gives(NOT_UTF8, "ok"),
			// cut short, alone, overlong, a surrogate, beyond Unicode
			stream(0xe2, 0x82, "\nok\n").gives(NOT_UTF8, "ok"), stream(0x80, "\nok\n").gives(NOT_UTF8, "ok"),
			stream(0xc0, 0xaf, "\n").gives(NOT_UTF8), stream(0xed, 0xa0, 0x80, "\n").gives(NOT_UTF8),
			stream(0xf4, 0x90, 0x80, 0x80, "\n").gives(NOT_UTF8), stream("caf", 0xe9).gives(NOT_UTF8),
			// an erasure erases a character, not half of one
			stream(0xc3, "\b\n").gives(NOT_UTF8), stream("a", 0xc3, "\b", 0xa9, "\n").gives(NOT_UTF8),
			// and no erasure makes good what was not UTF-8
			stream("a", 0xfe, IAC, EC, "\nok\n").gives(NOT_UTF8, "ok"));

	static final List<DecoderCase> telnet = List.of(
			stream("he", IAC, DO, ECHO, "llo\n").gives("hello").answers(IAC, WONT, ECHO),
			stream("he", IAC, WILL, ECHO, "llo\n").gives("hello").answers(IAC, DONT, ECHO),
			stream("he", IAC, WONT, ECHO, IAC, DONT, ECHO, "llo\n").gives("hello"),
			// an option is answered once; as DO and as WILL it is two
			stream(IAC, DO, ECHO, IAC, DO, ECHO, IAC, WILL, ECHO, IAC, WILL, ECHO, IAC, DO, 5, "a\n").gives("a")
				.answers(IAC, WONT, ECHO, IAC, DONT, ECHO, IAC, WONT, 5),
			// BINARY is agreed to, both ways, and once
			stream(IAC, DO, BINARY, IAC, WILL, BINARY, "\u0445 \u00c5 \u201d\n").gives("\u0445 \u00c5 \u201d")
				.answers(IAC, WILL, BINARY, IAC, DO, BINARY),
			stream(IAC, WILL, BINARY, IAC, WILL, BINARY, IAC, DO, BINARY, IAC, DO, BINARY, "a\n").gives("a")
				.answers(IAC, DO, BINARY, IAC, WILL, BINARY),
			stream(IAC, WONT, BINARY, IAC, DONT, BINARY, "a\n").gives("a"),
			stream(IAC, DO, IAC, IAC, WILL, 10, "a\n").gives("a").answers(IAC, WONT, IAC, IAC, DONT, 10),
			stream(IAC, DO, TIMING_MARK, IAC, DO, TIMING_MARK, "a\n").gives("a")
				.answers(IAC, WONT, TIMING_MARK, IAC, WONT, TIMING_MARK),
			stream(IAC, WILL, TIMING_MARK, IAC, WILL, TIMING_MARK).answers(IAC, DONT, TIMING_MARK),
			stream("a", IAC, AYT, "b\n", IAC, AYT).gives("ab").answers("[Yes]\r\n[Yes]\r\n"),
			stream("helo", IAC, EC, "lo\n").gives("hello"), stream("a👍", IAC, EC, "b\n").gives("ab"),
			stream("one\ntwo", IAC, EL, "three\n").gives("one", "three"),
			// 255 as text is never UTF-8
			stream("a", IAC, IAC, "b\nok\n").gives(NOT_UTF8, "ok"),
			// IP, BRK, NOP, GA, AO, DM
			stream("a", IAC, 244, "b", IAC, 243, "c", IAC, 241, "d", IAC, 249, "e", IAC, 245, "f", IAC, 242, "g\n")
				.gives("abcdefg"),
			stream("a", IAC, SB, 24, 0, "VT100\n", IAC, SE, "b\n").gives("ab"),
			// 255 in it is doubled, or ought to be
			stream("a", IAC, SB, 31, IAC, IAC, SE, IAC, 0, "\n", IAC, SE, "b\n").gives("ab"),
			stream("a", IAC, SB, IAC, IAC, IAC, IAC, IAC, SE, "b\n").gives("ab"),
			stream("a", IAC, SB, 24, 0, "x".repeat(64), IAC, SE, "b\n").gives("ab"),
			// a command says that its end was left out
			stream("a", IAC, SB, 24, "x\n", IAC, AYT, "b\n").gives("ab").answers("[Yes]\r\n"),
			stream("a", IAC, SB, 24, "x", IAC, DO, ECHO, "b\n").gives("ab").answers(IAC, WONT, ECHO),
			stream("a", IAC, SB, 24, "x", IAC, SB, 31, "y", IAC, SE, "b\n").gives("ab"),
			stream("ab", IAC, SB, 24, IAC, EL, "c", IAC, SB, IAC, EC, "d\n").gives("d"),
			// out of place
			stream("a", IAC, SE, "b", IAC, 0, "c", IAC, 236, "d\n").gives("abcd"),
			// PuTTY's first: WILL NAWS, TSPEED, TTYPE, NEW-ENVIRON, DO ECHO, WILL and DO
			// SGA
			stream(IAC, WILL, 31, IAC, WILL, 32, IAC, WILL, 24, IAC, WILL, 39, IAC, DO, ECHO, IAC, WILL, 3, IAC, DO, 3,
					"bob\r\n")
				.gives("bob")
				.answers(IAC, DONT, 31, IAC, DONT, 32, IAC, DONT, 24, IAC, DONT, 39, IAC, WONT, ECHO, IAC, DONT, 3, IAC,
						WONT, 3),
			stream("a", IAC).gives("a"), stream("a", IAC, DO).gives("a"), stream("a", IAC, SB, "b\n").gives("a"));

	static final List<DecoderCase> byteOrderMarks = List
		.of(stream("\ufeffbob\r\nhi\r\n").gives("bob", "hi"), stream("\ufeff#quit").gives("#quit"),
				stream("\ufeff\ufeffa\n").gives("\ufeffa"), stream("a\n\ufeffb\n").gives("a", "\ufeffb"),
				stream("\n\ufeffb\n").gives("", "\ufeffb"), stream("a\ufeffb\n").gives("a\ufeffb"), stream("\ufeff"),
				stream("\ufeff\na\n").gives("", "a"), stream("\ufeff0123456789abcdef\n").gives("0123456789abcdef"),
				stream(IAC, WILL, 31, 0xef, IAC, AYT, 0xbb, 0xbf, "bob\n").gives("bob")
					.answers(IAC, DONT, 31, "[Yes]\r\n"),
				stream(0xef, 0xbb, "\nok\n").gives(NOT_UTF8, "ok"), stream(0xef, 0xbb, "abc\n").gives(NOT_UTF8),
				stream("\uff21\n").gives("\uff21"));

	@ParameterizedTest
	@FieldSource({ "byteOrderMarks", "lineEnds", "lengths", "texts", "erasures", "malformed", "telnet" })
	void givesSameHoweverSplit(DecoderCase expected) {
		int length = expected.length();
		IntStream.rangeClosed(0, length).forEach(expected::holdsWhenSplitAt);
		expected.holdsWhenSplitAt(IntStream.rangeClosed(0, length).toArray());
	}

	@Test
	void requestsBinaryOnceAndAnswersNoAgreement() {
		ByteArrayOutputStream answers = new ByteArrayOutputStream();
		LineDecoder decoder = new LineDecoder(16, answers::writeBytes);
		decoder.requestBinary();
		decode(decoder, bytes(IAC, WILL, BINARY));
		decoder.requestBinary();
		assertThat(answers.toByteArray()).isEqualTo(bytes(IAC, DO, BINARY));
	}

	@Test
	void doesNotRequestBinaryThatWasAgreed() {
		ByteArrayOutputStream answers = new ByteArrayOutputStream();
		LineDecoder decoder = new LineDecoder(16, answers::writeBytes);
		decode(decoder, bytes(IAC, WILL, BINARY));
		decoder.requestBinary();
		assertThat(answers.toByteArray()).isEqualTo(bytes(IAC, DO, BINARY));
	}

	@Test
	void hidesTheInputOfTelnetProgramsAlone() {
		ByteArrayOutputStream answers = new ByteArrayOutputStream();
		LineDecoder decoder = new LineDecoder(16, answers::writeBytes);
		decode(decoder, bytes("hi\r\n", IAC, AYT));
		assertThat(decoder.hideInput(true)).as("nc can send a byte 255").isNull();
		assertThat(decoder.hideInput(false)).isNull();
		decode(decoder, bytes(IAC, WONT, 31));
		answers.reset();
		for (int i = 0; i < 3; i++) {
			assertThat(decoder.hideInput(false)).isNull();
			assertThat(decoder.hideInput(true)).isEqualTo(bytes(IAC, WILL, ECHO));
			assertThat(decoder.hideInput(true)).isNull();
			assertThat(decode(decoder, bytes(IAC, DO, ECHO, "secret\r\n", IAC, DO, ECHO)))
				.containsExactly(new Line.Text("secret"));
			assertThat(decoder.hideInput(false)).isEqualTo(bytes(IAC, WONT, ECHO, "\r\n"));
			decode(decoder, bytes(IAC, DONT, ECHO));
		}
		assertThat(answers.toByteArray()).as("an answer has no answer").isEmpty();
		decode(decoder, bytes(IAC, DO, ECHO));
		assertThat(answers.toByteArray()).as("nobody offered it").isEqualTo(bytes(IAC, WONT, ECHO));
	}

	@ParameterizedTest
	@ValueSource(ints = { WILL, WONT, DO, DONT })
	void anyOptionTellsTelnet(int command) {
		LineDecoder decoder = new LineDecoder(16, (answer) -> {
		});
		decode(decoder, bytes(IAC, command));
		assertThat(decoder.hideInput(true)).isNull();
		decode(decoder, bytes(ECHO));
		assertThat(decoder.hideInput(true)).isNotNull();
	}

	@Test
	void doesNotAnswerAnAgreementThatComesLate() {
		ByteArrayOutputStream answers = new ByteArrayOutputStream();
		LineDecoder decoder = new LineDecoder(16, answers::writeBytes);
		decode(decoder, bytes(IAC, WONT, 31));
		for (boolean hidden : new boolean[] { true, false, true, false }) {
			assertThat(decoder.hideInput(hidden)).isNotNull();
		}
		decode(decoder, bytes(IAC, DO, ECHO, IAC, DONT, ECHO, IAC, DO, ECHO, IAC, DONT, ECHO));
		assertThat(answers.toByteArray()).isEmpty();
	}

	@Test
	void endsLineAtCarriageReturnAndWaitsForNothing() {
		LineDecoder decoder = new LineDecoder(16, (answer) -> {
		});
		assertThat(decode(decoder, bytes("one\r"))).containsExactly(new Line.Text("one"));
		assertThat(decode(decoder, bytes("\n"))).isEmpty();
		assertThat(decode(decoder, bytes("two\r"))).containsExactly(new Line.Text("two"));
		assertThat(decode(decoder, bytes("\0three\n"))).containsExactly(new Line.Text("three"));
		assertThat(decoder.end()).isNull();
	}

}
