package io.chatroom.client.load;

import java.io.IOException;
import java.io.PrintStream;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The main thread's part of a run: starts the load thread, prints the progress, and reads
 * the server's metrics.
 */
final class LoadSession {

	private static final long LOOK_MILLIS = 50;

	private static final long PRINT_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final LoadProgress progress = new LoadProgress();

	private final LoadOptions options;

	private final LoadWaits waits;

	private final PrintStream err;

	private LoadProgress.Stage seen = LoadProgress.Stage.CONNECTING;

	private long printedAt = System.nanoTime();

	private long printedDelivered;

	LoadSession(LoadOptions options, LoadWaits waits, PrintStream err) {
		this.options = options;
		this.waits = waits;
		this.err = err;
	}

	LoadResult run() throws IOException, InterruptedException {
		Optional<ServerWatch> watch = Optional.empty();
		if (this.options.actuator().isPresent()) {
			ServerMetrics metrics = new ServerMetrics(this.options.actuator().get(), this.waits.metrics());
			watch = Optional.of(new ServerWatch(metrics, this.progress, this.err, System::nanoTime));
		}
		FutureTask<LoadRun.Outcome> run = new FutureTask<>(new LoadRun(this.options, this.waits, this.progress));
		Thread.ofPlatform().name("load").daemon().start(run);
		try {
			while (!finished(run)) {
				follow(watch);
				print();
			}
			follow(watch);
			return new LoadResult(this.options, run.resultNow(), watch.map(ServerWatch::cost));
		}
		finally {
			run.cancel(true);
		}
	}

	private static boolean finished(FutureTask<?> run) throws IOException, InterruptedException {
		try {
			run.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
			return true;
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof IOException cause) {
				throw cause;
			}
			throw new IllegalStateException(ex.getCause());
		}
	}

	private void follow(Optional<ServerWatch> watch) {
		Set<LoadProgress.Stage> passed = EnumSet.range(this.seen, this.progress.stage());
		passed.remove(this.seen);
		for (LoadProgress.Stage stage : passed) {
			this.seen = stage;
			watch.ifPresent((server) -> server.reached(stage));
		}
		watch.ifPresent((server) -> server.follow(this.seen));
	}

	private void print() {
		long now = System.nanoTime();
		if (now - this.printedAt < PRINT_NANOS) {
			return;
		}
		long delivered = this.progress.delivered();
		double perSecond = (delivered - this.printedDelivered) * 1e9 / (now - this.printedAt);
		this.printedAt = now;
		this.printedDelivered = delivered;
		String flowing = String.format(Locale.ROOT, "%,.0f delivered/s", perSecond);
		this.err.println(switch (this.seen) {
			case CONNECTING -> String.format(Locale.ROOT, "connecting: %,d of %,d are in", this.progress.letIn(),
					this.options.clients());
			case CONNECTED -> "warming up: " + flowing;
			case MEASURING -> "measuring: " + flowing;
			case MEASURED -> "draining: " + flowing;
		});
	}

}
