package io.chatroom.log.memory;

import io.chatroom.chat.Records;
import io.chatroom.log.RecordsContract;

/**
 * Records in memory.
 */
class MemoryRecordsTests extends RecordsContract {

	private final Records records = new MemoryRecords();

	@Override
	protected Records records() {
		return this.records;
	}

}
