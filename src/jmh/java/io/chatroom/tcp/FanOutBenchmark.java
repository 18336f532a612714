package io.chatroom.tcp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.chatroom.tcp.count.Delivered;
import io.chatroom.tcp.line.LineDecoder;
import io.chatroom.tcp.line.Lines;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What the fan-out costs where no socket does: channels take everything and drop it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FanOutBenchmark {

	private static final int LISTENERS = 1000;

	private final byte[] line = Lines.encode("x".repeat(64));

	private final BroadcastLog log = new BroadcastLog();

	private final Batch batch = new Batch(new Delivered());

	private final WritableByteChannel drain = new Drain();

	private final Outbox single = new Outbox(this.log);

	private final BroadcastLog crowdLog = new BroadcastLog();

	private final List<Outbox> crowd = IntStream.range(0, LISTENERS)
		.mapToObj((i) -> listening(new Outbox(this.crowdLog)))
		.toList();

	private final byte[] typed = "hello, world: this is what people type, mostly\r\n".getBytes();

	private final LineDecoder decoder = new LineDecoder(1024, (answer) -> {
	});

	private static Outbox listening(Outbox outbox) {
		outbox.listen();
		return outbox;
	}

	/** One line's bytes to text. */
	@Benchmark
	public Object decode() {
		return this.decoder.next(ByteBuffer.wrap(this.typed));
	}

	/** One own line into an outbox and out again. */
	@Benchmark
	public Object offerAndDrain() throws IOException {
		this.single.tell(this.line);
		return this.single.writeTo(this.drain, this.batch);
	}

	/** One line to 1,000 listeners, for each of them. */
	@Benchmark
	@OperationsPerInvocation(LISTENERS)
	public void fanOut() throws IOException {
		this.crowdLog.append(this.line);
		for (Outbox outbox : this.crowd) {
			outbox.writeTo(this.drain, this.batch);
		}
	}

	/**
	 * A channel that takes everything.
	 */
	private static final class Drain implements WritableByteChannel {

		@Override
		public int write(ByteBuffer bytes) {
			int count = bytes.remaining();
			bytes.position(bytes.limit());
			return count;
		}

		@Override
		public boolean isOpen() {
			return true;
		}

		@Override
		public void close() {
		}

	}

}
