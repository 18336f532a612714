package io.chatroom.log.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.chatroom.chat.NodeMessage;
import io.chatroom.chat.Nodes;
import io.chatroom.chat.Presence;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes that share an engine. Each has an inbox there, a stream, which a thread
 * reads; it does each message on a thread of its own. An answer goes into the inbox of
 * the one who asked. Any thread.
 */
public final class RedisNodes implements Nodes, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(RedisNodes.class);

	private static final Script SEND = Script.read("send");

	/** Longer than a node waits until those whom it ends have left. */
	private static final Duration ANSWERS = Duration.ofSeconds(4);

	/** Shorter than the time after which a command counts as lost. */
	private static final long BLOCK_MILLIS = 1000;

	private static final Duration RETRY = Duration.ofSeconds(1);

	private final EngineConnection engine;

	private final EngineConnection reading;

	private final Keys keys;

	private final ThisNode node;

	private final Lease lease;

	private final Thread thread = Thread.ofVirtual().name("chat-inbox").unstarted(this::run);

	/** What will be answered, by the word that names the question. */
	private final Map<String, CompletableFuture<@Nullable Presence>> questions = new ConcurrentHashMap<>();

	private volatile @Nullable Inbox inbox;

	private volatile boolean closed;

	/**
	 * Creates it.
	 * @param engine for what does not block
	 * @param reading for the inbox alone
	 */
	public RedisNodes(EngineConnection engine, EngineConnection reading, Keys keys, ThisNode node, Lease lease) {
		this.engine = engine;
		this.reading = reading;
		this.keys = keys;
		this.node = node;
		this.lease = lease;
	}

	@Override
	public void open(Inbox opened) {
		this.inbox = opened;
		this.lease.onDrop(opened::dropped);
		this.thread.start();
	}

	@Override
	public @Nullable Presence ask(NodeMessage.ToClient message) {
		String to = ThisNode.nodeOf(this.node.kept(message.client()));
		return to.equals(this.node.name()) ? null : await(ask(to, message));
	}

	@Override
	public void tellAll(NodeMessage.ToAll message) {
		List<String> all = EngineException.orIoFailure(
				() -> this.engine.<List<String>>call((commands) -> commands.zrange(this.keys.shared("lease"), 0, -1)));
		all.stream()
			.filter((name) -> !name.equals(this.node.name()))
			.map((name) -> ask(name, message))
			.toList()
			.forEach(RedisNodes::await);
	}

	/**
	 * Sends a question.
	 * @return the answer; null if the other node does not answer in time
	 */
	private CompletableFuture<@Nullable Presence> ask(String to, NodeMessage message) {
		String question = UUID.randomUUID().toString();
		CompletableFuture<@Nullable Presence> answer = new CompletableFuture<@Nullable Presence>()
			.completeOnTimeout(null, ANSWERS.toMillis(), TimeUnit.MILLISECONDS);
		this.questions.put(question, answer);
		CompletableFuture<Void> _ = answer.thenRun(() -> this.questions.remove(question));
		boolean isSent = EngineException.orIoFailure(() -> send(to,
				MessageFields.of(message, this.node).with("ask", question).with("node", this.node.name())));
		if (!isSent) {
			answer.complete(null);
		}
		return answer;
	}

	private static @Nullable Presence await(CompletableFuture<@Nullable Presence> answer) {
		try {
			return answer.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private boolean send(String to, MessageFields message) {
		List<String> arguments = new ArrayList<>(List.of(to));
		message.fields().forEach((field, value) -> arguments.addAll(List.of(field, value)));
		return this.engine
			.callScript(SEND, List.of(this.keys.shared("inc"), this.keys.shared("inbox:" + to)), arguments)
			.getFirst()
			.equals("OK");
	}

	@SuppressWarnings("unchecked") // an array of generic offsets
	private void run() {
		String last = "0";
		while (!this.closed) {
			try {
				String after = last;
				List<StreamMessage<String, String>> read = this.reading.<List<StreamMessage<String, String>>>call(
						(commands) -> commands.xread(XReadArgs.Builder.block(BLOCK_MILLIS),
								StreamOffset.from(this.keys.shared("inbox:" + this.node.name()), after)));
				for (StreamMessage<String, String> message : read) {
					last = message.getId();
					receive(new MessageFields(message.getBody(), this.node));
				}
			}
			catch (EngineException ex) {
				awaitEngine(ex);
			}
			catch (RuntimeException ex) {
				logger.error("A message of another node was not understood", ex);
			}
		}
	}

	private void awaitEngine(EngineException failure) {
		try {
			if (failure.isAway()) {
				this.reading.awaitUp(RETRY);
			}
			else {
				logger.error("Failed to read the messages of other nodes: {}", failure.getMessage());
				Thread.sleep(RETRY);
			}
		}
		catch (InterruptedException ex) {
			this.closed = true;
		}
	}

	private void receive(MessageFields fields) {
		if (fields.isAnswer()) {
			CompletableFuture<@Nullable Presence> answer = this.questions.get(String.valueOf(fields.get("ask")));
			if (answer != null) {
				answer.complete(fields.answer());
			}
		}
		else {
			Thread.ofVirtual().name("chat-message").start(() -> answer(fields));
		}
	}

	private void answer(MessageFields fields) {
		try {
			NodeMessage message = fields.message();
			Inbox opened = this.inbox;
			Presence answer = (message != null && opened != null) ? opened.received(message) : null;
			send(String.valueOf(fields.get("node")),
					MessageFields.of(answer, this.node).with("ask", fields.get("ask")));
		}
		catch (EngineException ex) {
			logger.debug("A message was not answered: {}", ex.getMessage());
		}
	}

	/**
	 * Returns how many questions wait for an answer.
	 */
	int unanswered() {
		return this.questions.size();
	}

	@Override
	public void leave() {
		this.lease.leave();
	}

	@Override
	public void close() {
		this.closed = true;
		this.thread.interrupt();
		this.lease.close();
	}

}
