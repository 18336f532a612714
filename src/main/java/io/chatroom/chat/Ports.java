package io.chatroom.chat;

/**
 * What the chat needs of the rest of the service.
 *
 * @param log orders what happens
 * @param register knows who has which name
 * @param records keeps accounts and sanctions
 * @param nodes the other nodes of the chat
 * @param hasher hashes passwords
 * @param delays runs what is told later
 * @param outlet where lines to clients go
 * @param observer is told what passes through
 */
public record Ports(RoomLog log, Register register, Records records, Nodes nodes, PasswordHasher hasher, Delays delays,
		Outlet outlet, RoomObserver observer) {

}
