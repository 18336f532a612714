package io.chatroom.tcp.line;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * The telnet option ECHO (RFC 857) of the server. A telnet program stops showing what is
 * typed as soon as the server offers to echo it. The server offers it around a password,
 * and echoes nothing. Any thread.
 */
final class EchoOption {

	static final int NUMBER = 1;

	private static final byte[] ON = { (byte) TelnetFilter.IAC, (byte) TelnetFilter.WILL, NUMBER };

	/** With a line end, because the one that was typed was not shown either. */
	private static final byte[] OFF = { (byte) TelnetFilter.IAC, (byte) TelnetFilter.WONT, NUMBER, '\r', '\n' };

	/** Whether the client has sent a command about an option, as only telnet does. */
	@GuardedBy("this")
	private boolean telnet;

	@GuardedBy("this")
	private boolean on;

	/** The offers that the client has not agreed to. */
	@GuardedBy("this")
	private int offers;

	/**
	 * Notes that the client has sent a command about an option.
	 */
	synchronized void foundTelnet() {
		this.telnet = true;
	}

	/**
	 * Turns the option on or off.
	 * @return what the client is to be sent, never changed; null for nothing: it does not
	 * speak telnet, or the option is as it shall be
	 */
	synchronized byte @Nullable [] set(boolean hidden) {
		if (!this.telnet || hidden == this.on) {
			return null;
		}
		this.on = hidden;
		if (hidden) {
			this.offers++;
		}
		return hidden ? ON : OFF;
	}

	/**
	 * Takes the client's DO ECHO.
	 * @return whether it agrees to an offer, even to one that has passed by now, so that
	 * it has no answer
	 */
	synchronized boolean agree() {
		if (this.offers > 0) {
			this.offers--;
			return true;
		}
		return this.on;
	}

}
