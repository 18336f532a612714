package io.chatroom.client.load;

import java.time.Duration;
import java.util.stream.IntStream;

import io.chatroom.client.UsageException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LoadOptionsTests {

	@Test
	void hasADefaultForEverything() {
		LoadOptions options = parse("");
		assertThat(options.server(0).getPort()).isEqualTo(5000);
		assertThat(options.server(0).getAddress().isLoopbackAddress()).isTrue();
		assertThat(options.clients()).isEqualTo(100);
		assertThat(options.rooms()).isOne();
		assertThat(options.closedLoop()).isTrue();
		assertThat(options.measured()).isEqualTo(Duration.ofSeconds(10));
		assertThat(options.warmup()).isEqualTo(Duration.ofSeconds(2));
		assertThat(options.dialect()).isEqualTo(new ChatroomDialect());
	}

	@Test
	void takesValuesAfterABlankOrAnEqualsSign() {
		LoadOptions options = parse("--clients 20 --senders=4 --rate 12.5 --stalled=3 --dialect irc --host ::1");
		assertThat(options.readers()).isEqualTo(17);
		assertThat(options.senders()).isEqualTo(4);
		assertThat(options.rate()).isEqualTo(12.5);
		assertThat(options.closedLoop()).isFalse();
		assertThat(options.dialect()).isEqualTo(new IrcDialect());
	}

	@Test
	void staysWhereEveryoneBeginsUnlessThereAreRooms() {
		LoadOptions options = parse("--clients 3");
		assertThat(IntStream.range(0, 3).map(options::room)).containsOnly(0);
		assertThat(IntStream.range(0, 3).map(options::watcher)).containsExactly(1, 2, 0);
	}

	@Test
	void spreadsClientsEvenlyOverRooms() {
		LoadOptions options = parse("--clients 7 --rooms 3 --stalled 1");
		assertThat(IntStream.range(0, 7).map(options::room)).containsExactly(1, 2, 3, 1, 2, 3, 1);
		// within their rooms, and the stalled one watches nobody
		assertThat(IntStream.range(0, 6).map(options::watcher)).containsExactly(3, 4, 5, 0, 1, 2);
	}

	@Test
	void spreadsClientsOfEachRoomOverServers() {
		LoadOptions options = parse("--clients 6 --rooms 2 --server localhost:1,[::1]:2,127.0.0.1");
		assertThat(IntStream.range(0, 7).map((index) -> options.server(index).getPort())).containsExactly(1, 1, 2, 2,
				5000, 5000, 1);
		assertThat(options.resumes()).isFalse();
		assertThat(parse("--resume").resumes()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "192.0.2.1", "2001:db8::1" })
	void refusesAnotherHostUnlessItIsOwned(String host) {
		assertThatExceptionOfType(UsageException.class).isThrownBy(() -> parse("--host " + host))
			.withMessageContaining("--i-own-this-host");
		assertThatExceptionOfType(UsageException.class)
			.isThrownBy(() -> parse("--server localhost,%s:7".formatted(host.contains(":") ? "[" + host + "]" : host)))
			.withMessageContaining("--i-own-this-host");
		assertThat(parse("--i-own-this-host --host " + host).server(0).getAddress().isLoopbackAddress()).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					--foo                             | there is no option --foo; --help lists them.
					--help=yes                        | there is no option --help=yes; --help lists them.
					--clients                         | --clients needs a value.
					--port 1 --port 2                 | --port is given twice.
					--port 70000                      | --port is from 1 to 65535, not 70000.
					--seconds soon                    | --seconds takes a number, not 'soon'.
					--seconds NaN                     | --seconds is from 0.1 to 3600, not NaN.
					--size 9                          | --size is from 10 to 8192, not 9.
					--dialect irc --size 401          | --size is from 10 to 400, not 401.
					--window 2 --rate 3               | --window and --rate exclude each other: a closed loop or a fixed rate.
					--clients 5 --senders 6           | 6 senders are too many: 5 of 5 clients can send.
					--clients 5 --stalled 2 --senders 4 | 4 senders are too many: 3 of 5 clients can send.
					--clients 5 --senders 5 --dialect irc | 5 senders are too many: 4 of 5 clients can send.
					--clients 5 --resetting 2 --senders 4 | 4 senders are too many: 3 of 5 clients can send.
					--clients 5 --resetting 5         | --resetting is from 0 to 4, not 5.
					--rooms 0                         | --rooms is from 1 to 100, not 0.
					--rooms some                      | --rooms takes a number, not 'some'.
					--clients 5 --rooms 6             | --rooms is from 1 to 5, not 6.
					--clients 5 --stalled 2 --rooms 4 | --rooms is from 1 to 3, not 4.
					--rooms 2 --dialect irc           | --rooms does not work with --dialect irc.
					--resetting 1 --stalled 1         | --resetting and --stalled exclude each other.
					--resetting 1 --dialect irc       | --resetting does not work with --dialect irc.
					--server localhost --port 7       | --server has the hosts and the ports; --host and --port are for one.
					--server a:x                      | --server: 'x' is not a port from 1 to 65535.
					--resume --stalled 1              | --resume and --stalled exclude each other.
					--resume --dialect irc            | --resume and --dialect exclude each other.
					--dialect xmpp                    | --dialect is chatroom or irc, not 'xmpp'.
					--host [::1                       | there is no host '[::1'.
					--actuator localhost:8080         | --actuator takes an address such as http://localhost:8080/actuator, not 'localhost:8080'.
					--json no/such/folder/load.json   | --json no/such/folder/load.json: there is no such folder.
					""")
	void saysWhatIsWrong(String options, String sentence) {
		assertThatExceptionOfType(UsageException.class).isThrownBy(() -> parse(options)).withMessage(sentence);
	}

	private static LoadOptions parse(String options) {
		return LoadOptions.parse(new LoadArguments(options.isEmpty() ? new String[0] : options.split(" ")));
	}

}
