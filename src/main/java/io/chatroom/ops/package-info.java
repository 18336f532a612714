@NullMarked
package io.chatroom.ops;

import org.jspecify.annotations.NullMarked;
