package io.chatroom.ops;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.chatroom.chat.Member;
import io.chatroom.tcp.ClientTraffic;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sees of a member.
 *
 * @param name its name
 * @param address its address, where that is shown
 * @param since when it came in
 * @param linesIn lines that it sent
 * @param linesOut lines that were for it, those too that wait
 * @param queuedBytes what waits for it
 * @param idleSeconds how long it has sent no line
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MemberView(String name, @Nullable String address, Instant since, long linesIn, long linesOut, long queuedBytes,
		long idleSeconds) {

	/**
	 * Joins what the room and the transport know, when it has not gone meanwhile.
	 */
	static @Nullable MemberView of(Member member, @Nullable ClientTraffic traffic, boolean addressShown) {
		return (traffic != null)
				? new MemberView(member.name(), addressShown ? member.address() : null, member.since(),
						traffic.linesIn(), traffic.linesOut(), traffic.queuedBytes(), traffic.idle().toSeconds())
				: null;
	}

}
