package io.chatroom.client.load;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

class LineTagTests {

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, 15, 16, 0x1234_5678L, 0xFFFF_FFFFL })
	void readsWhatItWrote(long id) {
		ByteBuffer line = buffer("..............");
		LineTag.write(line, 2, id);
		assertThat(LineTag.read(line, 2)).isEqualTo(id);
		assertThat(US_ASCII.decode(line).toString()).matches("\\.\\.~[@A-O]{8}~\\.\\.");
	}

	@Test
	void isNotFoundInOtherText() {
		assertThat(LineTag.read(buffer("~abcdefgh~"), 0)).isEqualTo(LineTag.NONE);
		assertThat(LineTag.read(buffer("~ABCDEFGH-"), 0)).isEqualTo(LineTag.NONE);
		assertThat(LineTag.read(buffer("-ABCDEFGH~"), 0)).isEqualTo(LineTag.NONE);
	}

	private static ByteBuffer buffer(String text) {
		return ByteBuffer.wrap(text.getBytes(US_ASCII)).order(ByteOrder.LITTLE_ENDIAN);
	}

}
