package io.chatroom.client;

/**
 * Chooses the colour of a name. The same name always has the same colour. Stateless.
 */
final class NameColors {

	/** Colours of the 256-colour palette that are readable on black and on white. */
	private static final int[] READABLE = { 31, 166, 71, 133, 136, 67, 161, 35, 97, 172, 64, 168 };

	private static final int GOLDEN_RATIO = 0x9e3779b9;

	private NameColors() {
	}

	/**
	 * Returns the number of a colour in the 256-colour palette.
	 */
	static int of(String name) {
		// the upper bits, because similar names have similar lower bits
		return READABLE[Math.floorMod((name.hashCode() * GOLDEN_RATIO) >>> 16, READABLE.length)];
	}

}
