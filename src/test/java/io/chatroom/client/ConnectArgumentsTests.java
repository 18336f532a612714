package io.chatroom.client;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import io.chatroom.client.ConnectArguments.Colour;
import io.chatroom.client.ConnectArguments.TlsFiles;
import io.chatroom.protocol.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ConnectArgumentsTests {

	private static final String UNDECODABLE = "has characters that this locale cannot decode: set LANG=C.UTF-8 (and unset LC_ALL).";

	@Test
	void hasDefaults() {
		assertThat(parse()).isEqualTo(new ConnectArguments(List.of(new HostAndPort("localhost", 5000)), null, null,
				null, null, false, true, Duration.ZERO, Colour.AUTO, true, false));
		assertThat(parse("--tls").servers()).containsExactly(new HostAndPort("localhost", 5001));
	}

	@Test
	void readsAllOptions() {
		assertThat(parse("--name", "bob", "--room", "#games", "--tls", "--ca=a.pem", "--cert", "b.pem", "--key",
				"c.pem", "--json", "--no-reconnect", "--color=never", "--no-bell", "--quiet-joins", "[::1]:7"))
			.isEqualTo(new ConnectArguments(List.of(new HostAndPort("::1", 7)), "bob", null, "games",
					new TlsFiles(Path.of("a.pem"), Path.of("b.pem"), Path.of("c.pem")), true, false, Duration.ZERO,
					Colour.NEVER, false, true));
	}

	@Test
	void takesSeveralServers() {
		assertThat(parse("a,b:7, [::1]:8").servers()).containsExactly(new HostAndPort("a", 5000),
				new HostAndPort("b", 7), new HostAndPort("::1", 8));
		assertThat(parse("a,b:7,::1", "7").servers()).containsExactly(new HostAndPort("a", 7), new HostAndPort("b", 7),
				new HostAndPort("::1", 7));
		assertThat(parse("--tls", "a,b").servers()).extracting(HostAndPort::port).containsExactly(5001, 5001);
	}

	@Test
	void takesTheNameOfTheEnvironmentWhereNoneIsGiven() {
		Map<String, String> environment = Map.of("CHAT_NAME", "carol");
		assertThat(ConnectArguments.parse(environment).name()).isEqualTo("carol");
		assertThat(ConnectArguments.parse(environment, "--name", "bob").name()).isEqualTo("bob");
		assertThat(ConnectArguments.parse(Map.of("CHAT_NAME", "")).name()).isNull();
	}

	@Test
	void refusesWhatCannotBeANameInTheEnvironment() {
		assertThatIllegalArgumentException().isThrownBy(() -> ConnectArguments.parse(Map.of("CHAT_NAME", "bob\nhello")))
			.withMessage("CHAT_NAME is not a valid name: it begins with # or has control characters.");
	}

	@Test
	void takesAByteOrderMarkOffAName() {
		assertThat(parse("--name=\ufeffbob").name()).isEqualTo("bob");
		assertThat(ConnectArguments.parse(Map.of("CHAT_NAME", "\ufeffbob")).name()).isEqualTo("bob");
	}

	@Test
	void takesThePasswordOfTheEnvironmentOnlyForAName() {
		Map<String, String> environment = Map.of("CHAT_PASSWORD", "correct horse");
		assertThat(ConnectArguments.parse(environment).password()).isNull();
		assertThat(ConnectArguments.parse(environment, "--name=bob").password())
			.isEqualTo(new GivenPassword(new Password("correct horse"), null));
	}

	@Test
	void waitsForAsLongAsItIsTold() {
		assertThat(parse("--wait", "30s", "host", "7").patience()).isEqualTo(Duration.ofSeconds(30));
		assertThat(parse("--wait=5m").patience()).isEqualTo(Duration.ofMinutes(5));
		assertThat(parse("--wait=200ms").patience()).isEqualTo(Duration.ofMillis(200));
		ConnectArguments forEver = parse("--wait", "host", "7");
		assertThat(forEver.patience()).isEqualTo(ChronoUnit.FOREVER.getDuration());
		assertThat(forEver.servers()).containsExactly(new HostAndPort("host", 7));
		assertThat(parse("host", "--wait").patience()).isEqualTo(ChronoUnit.FOREVER.getDuration());
	}

	@Test
	void refusesWhatTheLocaleCannotDecode() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ConnectArguments.parse(Map.of("CHAT_NAME", "Zo\ufffd\ufffd")))
			.withMessage("'CHAT_NAME=Zo\ufffd\ufffd' " + UNDECODABLE);
		assertThatIllegalArgumentException().isThrownBy(() -> parse("--name=Zo\ufffd\ufffd"))
			.withMessage("'--name=Zo\ufffd\ufffd' " + UNDECODABLE);
		assertThatIllegalArgumentException().isThrownBy(() -> parse("--tls", "--ca", "Zo\ufffd.crt"))
			.withMessage("'Zo\ufffd.crt' " + UNDECODABLE);
		assertThatIllegalArgumentException().isThrownBy(() -> parse("z\ufffdrich.example"))
			.withMessage("'z\ufffdrich.example' " + UNDECODABLE);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			--name                  | --name needs a name.
			--name=                 | --name needs a name.
			--name #quit            | --name is not a valid name: it begins with # or has control characters.
			--name=a\tb             | --name is not a valid name: it begins with # or has control characters.
			--password-file x       | --password-file needs --name.
			--name=a --password-file= | --password-file needs a file.
			--name=a --password=b   | Unknown option '--password=b'.
			--room                  | --room needs a room.
			--room=#                | --room needs a room.
			--room=a	b             | --room is not a valid room: it has control characters.
			--wait 30               | --wait takes a time such as 30s or 5m, or nothing, but not '30'.
			--wait 30sec            | --wait takes a time such as 30s or 5m, or nothing, but not '30sec'.
			--wait=                 | --wait takes a time such as 30s or 5m, or nothing, but not ''.
			--wait=soon             | --wait takes a time such as 30s or 5m, or nothing, but not 'soon'.
			--tls --ca=             | --ca needs a file.
			--tls --cert x          | --cert and --key must be given together.
			--cert x --key y        | --cert needs --tls.
			--color=pink            | --color is auto, always or never, but not 'pink'.
			--color                 | --color needs auto, always or never.
			--json=yes              | Unknown option '--json=yes'.
			a,,b                    | The host is empty.
			a,b:7 8                 | The port is given twice.
			""")
	void explainsAWrongCall(String words, String sentence) {
		assertThatIllegalArgumentException().isThrownBy(() -> parse(words.split(" "))).withMessage(sentence);
	}

	private static ConnectArguments parse(String... words) {
		return ConnectArguments.parse(Map.of(), words);
	}

}
