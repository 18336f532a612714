package io.chatroom.tcp.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * The poller and a plain transport, on a real socket.
 */
class InputPollerTests {

	private final InputPoller poller = new InputPoller();

	private final ServerSocketChannel server = ServerSocketChannel.open()
		.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

	private final Socket client = new Socket(InetAddress.getLoopbackAddress(), this.server.socket().getLocalPort());

	private final SocketChannel channel = this.server.accept();

	private final AtomicInteger calls = new AtomicInteger();

	InputPollerTests() throws IOException {
		this.channel.configureBlocking(false);
		this.poller.start();
	}

	@AfterEach
	void stop() throws IOException {
		this.poller.stop();
		this.channel.close();
		this.client.close();
		this.server.close();
	}

	@Test
	void callsOnceForEachTimeItIsAsked() throws Exception {
		SelectionKey key = this.poller.await(this.channel, this.calls::incrementAndGet);
		this.client.getOutputStream().write('a');
		await().until(() -> this.calls.get() == 1);
		assertThat(key.interestOps()).as("it is not asked any more").isZero();
		assertThat(this.poller.await(this.channel, this.calls::incrementAndGet)).isSameAs(key);
		await().until(() -> this.calls.get() == 2);
	}

	@Test
	void callsWhenThePeerCloses() throws Exception {
		this.poller.await(this.channel, this.calls::incrementAndGet);
		this.client.close();
		await().until(() -> this.calls.get() == 1);
		assertThat(new PlainTransport(this.channel).read(ByteBuffer.allocate(1))).isNegative();
	}

	@Test
	void refusesAChannelThatIsClosed() throws Exception {
		this.poller.await(this.channel, this.calls::incrementAndGet);
		PlainTransport transport = new PlainTransport(this.channel);
		assertThat(transport.isOpen()).isTrue();
		transport.close();
		assertThat(transport.isOpen()).isFalse();
		assertThatExceptionOfType(ClosedChannelException.class)
			.isThrownBy(() -> this.poller.await(this.channel, this.calls::incrementAndGet));
	}

	@Test
	void dropsTheKeyOfAClosedChannelWhenItIsWoken() throws Exception {
		SelectionKey key = this.poller.await(this.channel, this.calls::incrementAndGet);
		this.channel.close();
		assertThat(key.isValid()).isFalse();
		this.poller.wake();
		await().until(() -> key.selector().keys().isEmpty());
	}

}
