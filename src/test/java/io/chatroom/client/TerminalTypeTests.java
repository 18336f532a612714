package io.chatroom.client;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TerminalTypeTests {

	@ParameterizedTest
	@CsvSource({ "xterm-256color, true", "tmux-256color, true", "screen, true", "linux, true", "vt100, true",
			"vt52, false", "dumb, false" })
	void knowsWhichTerminalsArePaintedOnTheUsualWay(String type, boolean ansi) throws Exception {
		TerminalType.lookUp(type);
		try (Terminal terminal = new ExternalTerminal("test", type, InputStream.nullInputStream(),
				new ByteArrayOutputStream(), StandardCharsets.UTF_8)) {
			assertThat(TerminalType.isAnsi(terminal)).isEqualTo(ansi);
		}
	}

}
