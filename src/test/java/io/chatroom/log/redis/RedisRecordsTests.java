package io.chatroom.log.redis;

import io.chatroom.chat.Records;
import io.chatroom.log.RecordsContract;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The records in an engine.
 */
class RedisRecordsTests extends RecordsContract {

	@RegisterExtension
	private final TestEngine redis = new TestEngine();

	@Override
	protected Records records() {
		return new RedisRecords(this.redis.commands(), new Keys("chat"));
	}

}
