package io.chatroom.client;

/**
 * The output and the input of a conversation.
 *
 * @param display shows the events
 * @param typing reads the lines
 * @param interactive whether a user is present who can give another name
 */
record Screen(Display display, Typing typing, boolean interactive) {
}
