package io.chatroom.client.load;

/** The output of {@code load --help}. */
final class LoadHelp {

	static final String TEXT = """
			Usage: java -jar chatroom.jar load [OPTION ...]

			Connects many clients to a chat server and lets some of them send. Measures
			throughput and latency, and checks that every line reaches every client in the
			sender's room once and in the same order, and nobody else. Latency counts from
			the sending of a line to each receipt; with --rate, from the time at which the
			line was due.
			The server's limits apply: set --chat.limits.messages-per-second=0 there.

			Options (defaults in brackets):
			  --host HOST        host of the server [127.0.0.1]
			  --port PORT        port of the server [5000]
			  --server H:P,...   several servers with the same rooms, over which the
			                     clients are spread, in place of --host and --port
			  --resume           lets clients that lose their connection resume on the
			                     next server. Checks by number, at each client and in the
			                     history of each server, that nothing is lost, doubled or
			                     reordered, while servers die and come back [off]
			  --clients N        clients that connect [100]
			  --rooms N          spreads the clients evenly over the rooms room-1 to
			                     room-N; 1 for the room in which everyone begins [1]
			  --senders N        how many of them send, spread over the rooms, too [1]
			  --window N         lines in flight per sender [1]
			  --rate N           lines per second of all senders together, regardless of
			                     receipts; excludes --window [off]
			  --size BYTES       text of a line, in bytes [64]
			  --seconds S        measured time [10]
			  --warmup S         time with load before the measured time [2]
			  --stalled N        how many clients stop reading once in the room [0]
			  --resetting N      how many clients reset their connections at one moment,
			                     halfway through the measured time; their leave lines are
			                     checked, too; excludes --stalled [0]
			  --dialect NAME     chatroom, or irc to measure an IRC server [chatroom]
			  --actuator URL     Actuator of the server, for its CPU and memory, such as
			                     http://localhost:8080/actuator [none]
			  --json FILE        writes the results as JSON [none]
			  --plot FILE        writes charts as SVG [none]
			  --i-own-this-host  allows a host other than this machine [off]
			  --help, -h         prints this help

			Exit codes:
			  0  every line reached every client in its room, once and in the same order
			  1  a line was lost, duplicated, out of order or in a wrong room; a client was
			     disconnected that was not to stall; with --resetting and --actuator, the
			     server counted other clients than those left; with --resume, a line
			     was not confirmed or is not in a history; or the run failed
			  2  an option is invalid

			Environment:
			  JDK_JAVA_OPTIONS   options for Java, such as -Xmx1g

			Examples:
			  java -jar chatroom.jar load --clients 1000 --senders 10 --window 4
			  java -jar chatroom.jar load --resume --server localhost:5000,localhost:5002
			  java -jar chatroom.jar load --rate 100 --json load.json --plot load.svg
			""";

	private LoadHelp() {
	}

}
