@NullMarked
package io.chatroom.tcp;

import org.jspecify.annotations.NullMarked;
