@NullMarked
package io.chatroom;

import org.jspecify.annotations.NullMarked;
