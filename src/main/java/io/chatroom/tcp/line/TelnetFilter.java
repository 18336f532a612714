package io.chatroom.tcp.line;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Takes the telnet commands (RFC 854, 855) out of a stream of bytes. It agrees to BINARY
 * (RFC 856) and refuses every other option that the client asks for. Pure except for the
 * answers, used on the reader's thread, except {@link #hideInput}.
 */
final class TelnetFilter {

	/** The byte belonged to a command; there is no text in it. */
	static final int NOTHING = -1;

	/** Erase line (EL): forget what was typed since the last line end. */
	static final int ERASE_LINE = -2;

	private static final int ERASE_CHARACTER = 0x7f;

	private static final int SE = 240;

	private static final int AYT = 246;

	private static final int EC = 247;

	private static final int EL = 248;

	private static final int SB = 250;

	static final int WILL = 251;

	static final int WONT = 252;

	private static final int DO = 253;

	private static final int DONT = 254;

	static final int IAC = 255;

	private static final int BINARY = 0;

	private static final int TIMING_MARK = 6;

	private static final int OPTIONS = 256;

	private static final byte[] YES = "[Yes]\r\n".getBytes(StandardCharsets.US_ASCII);

	private final Consumer<byte[]> answers;

	private final EchoOption echo = new EchoOption();

	private State state = State.TEXT;

	/**
	 * What was sent about options: about ours at the option's number, about the client's
	 * {@link #OPTIONS} further.
	 */
	private @Nullable BitSet answered;

	/**
	 * Creates a filter.
	 * @param answers takes the bytes that go back to the client
	 */
	TelnetFilter(Consumer<byte[]> answers) {
		this.answers = answers;
	}

	/**
	 * Takes the next byte.
	 * @param octet the byte, 0 to 255
	 * @return the byte of text it stands for, or {@link #NOTHING}, or {@link #ERASE_LINE}
	 */
	int next(int octet) {
		if (this.state == State.TEXT) {
			if (octet != IAC) {
				return octet;
			}
			this.state = State.COMMAND;
			return NOTHING;
		}
		return inCommand(octet);
	}

	private int inCommand(int octet) {
		switch (this.state) {
			case COMMAND -> {
				return command(octet);
			}
			case WILL -> answerWill(octet);
			case DO -> answerDo(octet);
			case IGNORED_OPTION -> {
				this.echo.foundTelnet();
				this.state = State.TEXT;
			}
			case SUBNEGOTIATION -> this.state = (octet == IAC) ? State.SUBNEGOTIATION_COMMAND : State.SUBNEGOTIATION;
			case SUBNEGOTIATION_COMMAND -> {
				return inSubnegotiation(octet);
			}
			case TEXT -> throw new IllegalStateException("No command");
		}
		return NOTHING;
	}

	/**
	 * Takes what follows an IAC inside a subnegotiation: its end, or a byte 255. A
	 * command says that the end was left out, as the BSD telnet has it: a client that
	 * does so is not mute for good.
	 */
	private int inSubnegotiation(int octet) {
		if (octet > SE && octet != IAC) {
			return command(octet);
		}
		this.state = (octet == SE) ? State.TEXT : State.SUBNEGOTIATION;
		return NOTHING;
	}

	private int command(int octet) {
		this.state = switch (octet) {
			case WILL -> State.WILL;
			case DO -> State.DO;
			case WONT, DONT -> State.IGNORED_OPTION;
			case SB -> State.SUBNEGOTIATION;
			default -> State.TEXT;
		};
		if (octet == AYT) {
			this.answers.accept(YES);
		}
		return switch (octet) {
			case IAC -> IAC;
			case EC -> ERASE_CHARACTER;
			case EL -> ERASE_LINE;
			default -> NOTHING;
		};
	}

	/**
	 * Asks the client to send all eight bits of each byte (RFC 856), unless that was
	 * asked or agreed before. In line mode telnet programs drop the bytes 0x85 and 0x9d
	 * until they are asked.
	 */
	void requestBinary() {
		if (isFirst(OPTIONS + BINARY)) {
			send(DO, BINARY);
		}
	}

	/**
	 * Makes a telnet program hide or show what is typed. Any thread.
	 * @return what the client is to be sent, or null for nothing
	 */
	byte @Nullable [] hideInput(boolean hidden) {
		return this.echo.set(hidden);
	}

	private void answerDo(int option) {
		this.state = State.TEXT;
		this.echo.foundTelnet();
		if (option == EchoOption.NUMBER && this.echo.agree()) {
			return;
		}
		// RFC 860: each DO TIMING-MARK is a question of its own; telnet shows nothing
		// more until it is answered
		if (isFirst(option) || option == TIMING_MARK) {
			send((option == BINARY) ? WILL : WONT, option);
		}
	}

	private void answerWill(int option) {
		this.state = State.TEXT;
		this.echo.foundTelnet();
		if (isFirst(OPTIONS + option)) {
			send((option == BINARY) ? DO : DONT, option);
		}
	}

	private boolean isFirst(int subject) {
		if (this.answered == null) {
			this.answered = new BitSet();
		}
		boolean first = !this.answered.get(subject);
		this.answered.set(subject);
		return first;
	}

	private void send(int command, int option) {
		this.answers.accept(new byte[] { (byte) IAC, (byte) command, (byte) option });
	}

	private enum State {

		TEXT, COMMAND, WILL, DO, IGNORED_OPTION, SUBNEGOTIATION, SUBNEGOTIATION_COMMAND

	}

}
