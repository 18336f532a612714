package io.chatroom.client;

/**
 * The colour of a name: the same one whenever and wherever it is seen. Pure.
 */
final class NameColors {

	/** Of the 256 of terminals, those that can be read on black and on white. */
	private static final int[] READABLE = { 31, 166, 71, 133, 136, 67, 161, 35, 97, 172, 64, 168 };

	private static final int GOLDEN_RATIO = 0x9e3779b9;

	private NameColors() {
	}

	/**
	 * Returns the number of a colour in the palette of 256.
	 */
	static int of(String name) {
		// the upper bits: similar names have lower ones alike
		return READABLE[Math.floorMod((name.hashCode() * GOLDEN_RATIO) >>> 16, READABLE.length)];
	}

}
