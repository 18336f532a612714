@NullMarked
package io.chatroom.client;

import org.jspecify.annotations.NullMarked;
