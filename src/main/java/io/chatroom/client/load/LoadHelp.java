package io.chatroom.client.load;

/** The output of {@code load --help}. */
final class LoadHelp {

	static final String TEXT = """
			Usage: java -jar chatroom.jar load [options]

			Connects many clients to a chat server, lets some of them talk, and tells how fast every line
			reached everyone, and whether each arrived everywhere and in one order.

			  --host HOST          where the server is (127.0.0.1)
			  --port PORT          its port (5000)
			  --clients N          how many connect (100)
			  --senders N          how many of them send (1)
			  --window N           lines that each sender has in flight (1)
			  --rate N             instead: lines a second, all senders together, whatever comes back
			  --size BYTES         text of a line (64)
			  --seconds S          how long to measure (10)
			  --warmup S           how long lines flow before that (2)
			  --stalled N          how many of the clients stop reading once they are in (0)
			  --resetting N        instead: how many reset their connections, all in one moment, while lines flow (0)
			  --dialect NAME       chatroom, or irc to compare with an IRC server (chatroom)
			  --actuator URL       the server's metrics, such as http://localhost:8080/actuator
			  --json FILE          write the figures for machines too
			  --plot FILE.svg      draw them
			  --i-own-this-host    allow a host that is not this machine

			Latency counts from the sending of a line to each receipt; with --rate from when it was due.
			A line that is lost, doubled or out of order at any client, or a client that is disconnected and
			was not to stall, is a fault: exit code 1, as when the run fails. 2 is for wrong options.
			After a reset the leave lines are checked like the others, and with --actuator the server must count
			those that are left, and nobody else.
			The server's own limits, on lines a second say, hold for the load too.
			""";

	private LoadHelp() {
	}

}
