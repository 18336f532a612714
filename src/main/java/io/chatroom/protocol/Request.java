package io.chatroom.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.chatroom.protocol.Command.Misused;
import io.chatroom.protocol.Command.Say;
import io.chatroom.protocol.Command.Slip;
import io.chatroom.protocol.Command.Unknown;
import io.chatroom.protocol.CommandSyntax.Access;
import org.jspecify.annotations.Nullable;

/**
 * A line of a client, parsed. A line whose first character is {@code #} is a command;
 * {@code ##text} says {@code #text}, and {@code #/text} says {@code /text}.
 *
 * @param command what the line asks for
 * @param label the label of the line in metrics
 * @param syntax the row of its command, or null if it has none
 */
public record Request(Command command, String label, @Nullable CommandSyntax syntax) {

	private static final String SAY = "say";

	private static final String UNKNOWN = "unknown";

	private static final String MISUSED = "misused";

	/** All labels. */
	public static final List<String> LABELS = Stream
		.concat(Stream.of(SAY, UNKNOWN, MISUSED), Arrays.stream(CommandSyntax.values()).map(CommandSyntax::label))
		.toList();

	private Request(Command command, String label) {
		this(command, label, null);
	}

	/**
	 * Parses a line.
	 * @param line a line that is not blank
	 */
	public static Request parse(String line) {
		if (!line.startsWith("#")) {
			Slip slip = Slip.read(line);
			return (slip != null) ? new Request(slip, UNKNOWN) : new Request(new Say(line), SAY);
		}
		if (line.startsWith("##") || line.startsWith("#/")) {
			return new Request(new Say(line.substring(1)), SAY);
		}
		String[] words = Command.split(line);
		return CommandSyntax.find(words[0])
			.map((row) -> of(row, words[1]))
			.orElseGet(() -> new Request(new Unknown(words[0]), UNKNOWN));
	}

	private static Request of(CommandSyntax row, String words) {
		Command command = row.read(words);
		return (command != null) ? new Request(command, row.label(), row) : new Request(new Misused(row), MISUSED, row);
	}

	/**
	 * Returns whether only a client with a name may ask for it. A line of anyone else is
	 * taken as a name.
	 */
	public boolean needsName() {
		return this.syntax == null || this.syntax.access() != Access.ANYONE;
	}

	/**
	 * Returns whether only an operator may ask for it.
	 */
	public boolean needsOperator() {
		return this.syntax != null && this.syntax.access() == Access.OPERATOR;
	}

}
