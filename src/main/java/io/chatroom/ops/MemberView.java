package io.chatroom.ops;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.chatroom.chat.Member;
import io.chatroom.tcp.ClientTraffic;
import org.jspecify.annotations.Nullable;

/**
 * A member as the operator endpoint shows it.
 *
 * @param name the member's name
 * @param room the name of the member's room
 * @param address the member's address; null when addresses are hidden
 * @param since when the member joined the room
 * @param linesIn lines received from the member; null, as the next three are, when it is
 * connected to another node
 * @param linesOut lines sent or queued for the member
 * @param queuedBytes bytes queued for the member
 * @param idleSeconds seconds since the member's last line
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MemberView(String name, String room, @Nullable String address, Instant since, @Nullable Long linesIn,
		@Nullable Long linesOut, @Nullable Long queuedBytes, @Nullable Long idleSeconds) {

	/**
	 * Combines what the room and the transport know of a member.
	 * @param traffic null when the member is not connected to this node
	 */
	static MemberView of(Member member, @Nullable ClientTraffic traffic, boolean addressShown) {
		String address = addressShown ? member.address() : null;
		return (traffic != null)
				? new MemberView(member.name(), member.room(), address, member.since(), traffic.linesIn(),
						traffic.linesOut(), traffic.queuedBytes(), traffic.idle().toSeconds())
				: new MemberView(member.name(), member.room(), address, member.since(), null, null, null, null);
	}

}
