package io.chatroom.tcp.out;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.chatroom.tcp.count.Delivered;
import io.chatroom.tcp.line.Lines;
import io.chatroom.tcp.socket.Transport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What the way out costs. Peers take everything: without a system call, or with the
 * cheapest one, which is still cheaper than a socket's.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FanOutBenchmark {

	private static final int FEW = 10;

	private static final int MANY = 1000;

	private final byte[] line = Lines.encode("x".repeat(64));

	private final Writer writer = new Writer(new OutboxLimits(Long.MAX_VALUE, Duration.ofDays(1)), new Delivered(),
			(reason) -> {
			}, () -> {
			}, System::nanoTime);

	/** Where the bytes go: {@code nowhere}, or {@code /dev/null}. */
	@Param({ "nowhere", "/dev/null" })
	public String sink;

	private final SelectableChannel channel = channel();

	private Transport transport = new GreedyPeer(null);

	private Outbox single;

	private Log few;

	private Log many;

	/** 10,000 peers. */
	private List<Log> manyOfFew;

	private int next;

	@Setup
	public void open() throws IOException {
		this.transport = new GreedyPeer(
				this.sink.equals("nowhere") ? null : FileChannel.open(Path.of(this.sink), StandardOpenOption.WRITE));
		this.single = outbox();
		this.few = log(FEW);
		this.many = log(MANY);
		this.manyOfFew = IntStream.range(0, MANY).mapToObj((i) -> log(FEW)).toList();
		this.writer.turn();
	}

	private static SelectableChannel channel() {
		try {
			return Pipe.open().sink();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@TearDown
	public void close() throws IOException {
		this.channel.close();
		this.transport.close();
	}

	private Log log(int followers) {
		Log log = new Log(List.of(this.writer));
		for (int i = 0; i < followers; i++) {
			outbox().follow(log);
		}
		// takes the steps
		for (int i = 0; i < followers / MANY + 1; i++) {
			this.writer.turn();
		}
		return log;
	}

	private Outbox outbox() {
		return new Outbox(this.channel, this.transport, this.writer, () -> {
		});
	}

	private void append(Log log) {
		Delivery delivery = new Delivery(System::nanoTime, (nanos) -> {
		}, 0);
		log.append(this.line, 1, delivery);
		delivery.end();
	}

	/** One line to one peer alone. */
	@Benchmark
	public void tell() {
		this.single.tell(this.line);
		this.writer.turn();
	}

	/** One line to the 10 peers of the only log that grows, for each of them. */
	@Benchmark
	@OperationsPerInvocation(FEW)
	public void oneLogOf10() {
		append(this.few);
		this.writer.turn();
	}

	/** One line to the 10 peers of each of 1,000 logs in turn, for each of them. */
	@Benchmark
	@OperationsPerInvocation(FEW)
	public void thousandLogsOf10() {
		append(this.manyOfFew.get(this.next));
		this.next = (this.next + 1) % MANY;
		this.writer.turn();
	}

	/** One line to 1,000 peers of one log, for each of them. */
	@Benchmark
	@OperationsPerInvocation(MANY)
	public void oneLogOf1000() {
		append(this.many);
		this.writer.turn();
	}

}
