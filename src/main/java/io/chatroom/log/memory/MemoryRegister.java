package io.chatroom.log.memory;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.chatroom.chat.Register;
import org.jspecify.annotations.Nullable;

/**
 * A register in memory. Any thread.
 */
public final class MemoryRegister implements Register {

	@GuardedBy("this")
	private final Map<String, String> clients = new HashMap<>();

	@Override
	public synchronized boolean claim(Collection<String> keys, String client) {
		for (String key : keys) {
			if (!this.clients.getOrDefault(key, client).equals(client)) {
				return false;
			}
		}
		for (String key : keys) {
			this.clients.put(key, client);
		}
		return true;
	}

	@Override
	public synchronized void release(Collection<String> keys, String client) {
		for (String key : keys) {
			this.clients.remove(key, client);
		}
	}

	@Override
	public synchronized @Nullable String owner(Collection<String> keys) {
		for (String key : keys) {
			String client = this.clients.get(key);
			if (client != null) {
				return client;
			}
		}
		return null;
	}

}
