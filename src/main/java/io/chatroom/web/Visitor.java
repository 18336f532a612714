package io.chatroom.web;

import java.net.InetSocketAddress;

/**
 * Who is behind a request.
 *
 * @param address its own address, also behind a proxy
 * @param tls whether it has connected through TLS, to this server or to the proxy
 */
record Visitor(InetSocketAddress address, boolean tls) {
}
