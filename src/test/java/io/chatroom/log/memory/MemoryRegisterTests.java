package io.chatroom.log.memory;

import io.chatroom.chat.Register;
import io.chatroom.log.RegisterContract;

/**
 * The register in memory.
 */
class MemoryRegisterTests extends RegisterContract {

	@Override
	protected Register register() {
		return new MemoryRegister();
	}

}
