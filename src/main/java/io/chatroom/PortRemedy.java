package io.chatroom;

/**
 * The remedy when the service fails to open a chat port.
 */
final class PortRemedy {

	private static final int TAKEN_ON_MACS = 5000;

	private PortRemedy() {
	}

	/**
	 * Returns the remedy.
	 * @param property the setting of the port
	 * @param port its value
	 * @param system the name of the operating system
	 * @return the remedy, without a full stop
	 */
	static String of(String property, int port, String system) {
		String example = "Choose another port, for example --" + property + "=5555";
		return (port == TAKEN_ON_MACS && system.startsWith("Mac"))
				? example + ", or turn off AirPlay Receiver in the" + " settings of this Mac: it listens on 5000"
				: example;
	}

}
