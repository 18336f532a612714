package io.chatroom.client;

/**
 * Both sides of a conversation, as a person or a program has them.
 *
 * @param display what shows it
 * @param typing where the lines come from
 * @param interactive whether someone sits there, who can give another name
 */
record Screen(Display display, Typing typing, boolean interactive) {
}
