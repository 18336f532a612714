package io.chatroom.chat;

import java.util.Collection;
import java.util.List;

import io.chatroom.protocol.CloseReason;
import org.jspecify.annotations.Nullable;

/**
 * What is said to one client alone.
 */
sealed interface Reply {

	/**
	 * A name is asked for.
	 *
	 * @param room which room this is: another one after each start
	 * @param seq the number of the last event
	 */
	record Prompt(String room, long seq) implements Reply {
	}

	/**
	 * Someone is in the room.
	 *
	 * @param room which room this is
	 * @param seq the number of the last event that is not yet to come: its own join, when
	 * it has just joined
	 * @param name its name
	 * @param members how many are here, it too
	 */
	record Welcome(String room, long seq, Name name, int members) implements Reply {
	}

	/**
	 * A private message.
	 *
	 * @param at when, in milliseconds since 1970
	 * @param from who said it
	 * @param to whom
	 * @param text what
	 * @param sent whether this is the sender's own copy
	 */
	record Told(long at, Name from, Name to, String text, boolean sent) implements Reply {
	}

	/**
	 * Who is here, in the order in which they came.
	 */
	record Members(Collection<Name> names) implements Reply {
	}

	/**
	 * The commands.
	 */
	record Help(List<Usage> commands) implements Reply {
	}

	/**
	 * Something worth knowing.
	 */
	record Notice(String text) implements Reply {
	}

	/**
	 * A line that came to nothing.
	 *
	 * @param why the constant whose name is the code that programs see
	 * @param text the sentence that people see
	 * @param first the number of the first event that is kept, where that helps
	 */
	record Refused(Enum<?> why, String text, @Nullable Long first) implements Reply {

		Refused(Enum<?> why, String text) {
			this(why, text, null);
		}

	}

	/**
	 * The last words.
	 *
	 * @param reason why
	 * @param text the sentence that people see
	 */
	record Bye(CloseReason reason, String text) implements Reply {

		Bye(CloseReason reason) {
			this(reason, reason.lastWords());
		}

	}

}
