package io.chatroom.chat;

import java.util.List;

/**
 * What a {@link RoomLog} has kept of a room that is not open.
 *
 * @param name the room's name
 * @param epoch the word that names the numbering of its entries; no other numbering has
 * the same
 * @param last the number of its last entry, 0 if there was none
 * @param topic its topic, empty if there is none
 * @param maker the name of the member who made it, or empty
 * @param members who was in it after the last entry, in join order
 * @param entries its latest entries, up to the last, without gaps; those before are no
 * longer kept, or too many
 */
public record KeptRoom(String name, String epoch, long last, String topic, String maker, List<Member> members,
		List<Entry> entries) {

	/**
	 * Returns a room in which nothing has happened.
	 * @param name the room's name
	 * @param epoch the word that names the numbering
	 */
	public static KeptRoom none(String name, String epoch) {
		return new KeptRoom(name, epoch, 0, "", "", List.of(), List.of());
	}

}
