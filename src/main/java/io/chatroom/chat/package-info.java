@NullMarked
package io.chatroom.chat;

import org.jspecify.annotations.NullMarked;
