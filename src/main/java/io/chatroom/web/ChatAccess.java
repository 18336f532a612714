package io.chatroom.web;

import java.net.InetSocketAddress;
import java.util.function.Supplier;

import io.chatroom.protocol.GatewayKey;
import org.jspecify.annotations.Nullable;

/**
 * How a gateway connects to the chat.
 *
 * @param address returns where the chat expects gateways, or null while it is closed
 * @param key the key that the chat wants to see
 */
public record ChatAccess(Supplier<@Nullable InetSocketAddress> address, GatewayKey key) {
}
