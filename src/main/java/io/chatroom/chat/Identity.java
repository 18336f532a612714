package io.chatroom.chat;

/**
 * As whom a client is signed in.
 *
 * @param account the account's name
 * @param operator whether that is an operator's
 */
record Identity(String account, boolean operator) {

}
