package io.chatroom.protocol;

import java.time.Instant;

/**
 * When somebody signed in, and from where.
 *
 * @param at when
 * @param address the address
 */
public record SignIn(Instant at, String address) {

}
