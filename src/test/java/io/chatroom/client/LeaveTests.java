package io.chatroom.client;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LeaveTests {

	private final List<Duration> waits = new ArrayList<>();

	private final List<Runnable> tasks = new ArrayList<>();

	private final Leave leave = new Leave((wait, task) -> {
		this.waits.add(wait);
		this.tasks.add(task);
	});

	@Test
	void closesTheConnectionWhenTheServerHadThreeSeconds() throws Exception {
		Socket socket = connectionLike();
		this.leave.from(new ServerConnection(socket, socket));
		this.leave.begin();
		assertThat(this.waits).containsExactly(Duration.ofSeconds(3));
		assertThat(socket.isClosed()).isFalse();
		assertThat(this.leave.isOverdue()).isFalse();
		this.tasks.getFirst().run();
		assertThat(socket.isClosed()).isTrue();
		assertThat(this.leave.isOverdue()).isTrue();
	}

	@Test
	void closesAConnectionThatIsMadeAfterThat() throws Exception {
		this.leave.begin();
		this.tasks.getFirst().run();
		Socket socket = connectionLike();
		this.leave.from(new ServerConnection(socket, socket));
		assertThat(socket.isClosed()).isTrue();
	}

	private static Socket connectionLike() {
		return new Socket() {
			@Override
			public InputStream getInputStream() {
				return InputStream.nullInputStream();
			}

			@Override
			public OutputStream getOutputStream() {
				return OutputStream.nullOutputStream();
			}
		};
	}

}
