package io.chatroom.tcp.line;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

import io.chatroom.protocol.SafeText;
import org.jspecify.annotations.Nullable;

/**
 * Splits bytes into lines, however the network has split them. Removes telnet commands,
 * and a byte order mark at the start. A line ends at LF, CR LF, CR NUL or CR, and has a
 * maximum length. Used on the reader's thread, except {@link #hideInput}.
 */
final class LineDecoder {

	private static final byte[] EMPTY = {};

	/** U+FEFF in UTF-8, with which PowerShell and Notepad begin. */
	private static final byte[] BYTE_ORDER_MARK = { (byte) 0xef, (byte) 0xbb, (byte) 0xbf };

	/**
	 * A longer buffer is given back after its line: most connections are silent most of
	 * the time.
	 */
	private static final int KEPT_BYTES = 128;

	private final TelnetFilter telnet;

	private final int maxLength;

	private byte[] line = EMPTY;

	private int length;

	private boolean tooLong;

	/** Whether all that came may still be a byte order mark. */
	private boolean atStart = true;

	private boolean afterCarriageReturn;

	/**
	 * Creates a decoder.
	 * @param maxLength the longest line that is accepted, in bytes, without its end
	 * @param answers takes the telnet answers that go back to the client
	 */
	LineDecoder(int maxLength, Consumer<byte[]> answers) {
		this.maxLength = maxLength;
		this.telnet = new TelnetFilter(answers);
	}

	/**
	 * Takes bytes up to the end of the next line.
	 * @param in the bytes that have come; what is behind the line's end stays in it
	 * @return the line, or null when the bytes end before it does
	 */
	@Nullable Line next(ByteBuffer in) {
		while (in.hasRemaining()) {
			int octet = this.telnet.next(in.get() & 0xff);
			boolean secondOfEnd = this.afterCarriageReturn && (octet == '\n' || octet == 0);
			if (octet >= 0) {
				this.afterCarriageReturn = octet == '\r';
			}
			if (octet == TelnetFilter.ERASE_LINE) {
				forget();
			}
			else if (!secondOfEnd && (octet == '\n' || octet == '\r')) {
				return finish();
			}
			else if (!secondOfEnd && octet != TelnetFilter.NOTHING) {
				append(octet);
			}
		}
		return null;
	}

	/**
	 * Notes that no more bytes come.
	 * @return the text that had no end yet as a last line, or null
	 */
	@Nullable Line end() {
		return (this.length > 0 || this.tooLong) ? finish() : null;
	}

	/**
	 * Asks a telnet client for all eight bits of each byte, once.
	 */
	void requestBinary() {
		this.telnet.requestBinary();
	}

	/**
	 * Makes a telnet program hide or show what is typed. Any thread.
	 * @return what the client is to be sent, or null for nothing
	 */
	byte @Nullable [] hideInput(boolean hidden) {
		return this.telnet.hideInput(hidden);
	}

	private void append(int octet) {
		if (this.length == this.maxLength) {
			this.tooLong = true;
			return;
		}
		if (this.length == this.line.length) {
			this.line = Arrays.copyOf(this.line, Math.min(this.maxLength, Math.max(64, 2 * this.length)));
		}
		this.line[this.length++] = (byte) octet;
		if (this.atStart) {
			dropByteOrderMark();
		}
	}

	private void dropByteOrderMark() {
		this.atStart = this.line[this.length - 1] == BYTE_ORDER_MARK[this.length - 1];
		if (this.atStart && this.length == BYTE_ORDER_MARK.length) {
			forget();
		}
	}

	private Line finish() {
		Line result = this.tooLong ? Line.NoText.TOO_LONG : decode();
		forget();
		return result;
	}

	private Line decode() {
		SafeText text = SafeText.decode(this.line, this.length);
		return (text != null) ? new Line.Text(text.value(), text.cleaned(), 0) : Line.NoText.NOT_UTF8;
	}

	private void forget() {
		// it may be a password
		Arrays.fill(this.line, 0, this.length, (byte) 0);
		this.length = 0;
		this.tooLong = false;
		this.atStart = false;
		if (this.line.length > KEPT_BYTES) {
			this.line = EMPTY;
		}
	}

}
