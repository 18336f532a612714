package io.chatroom.tcp.line;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What it costs to decode a line.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LineDecoderBenchmark {

	private final byte[] typed = "hello, world: this is what people type, mostly\r\n"
		.getBytes(StandardCharsets.US_ASCII);

	private final LineDecoder decoder = new LineDecoder(1024, (answer) -> {
	});

	/** One line's bytes to text. */
	@Benchmark
	public Object decode() {
		return this.decoder.next(ByteBuffer.wrap(this.typed));
	}

}
