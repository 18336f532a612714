package io.chatroom.chat;

/**
 * What came of asking for a name: the name, or why not.
 */
sealed interface NameCheck permits Name, NameRefusal {

}
