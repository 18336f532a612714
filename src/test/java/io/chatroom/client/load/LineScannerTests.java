package io.chatroom.client.load;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

class LineScannerTests {

	@Test
	void findsALineFeedAtEveryPlace() {
		for (int place = 0; place < 40; place++) {
			ByteBuffer buffer = buffer("\u008a\u000b".repeat(20));
			buffer.put(place, (byte) '\n').put(39, (byte) '\n');
			for (int from = 0; from <= place; from++) {
				assertThat(LineScanner.lineFeed(buffer, from, 40)).isEqualTo(place);
				assertThat(LineScanner.lineFeed(buffer, from, place)).isEqualTo(-1);
			}
		}
	}

	private static ByteBuffer buffer(String text) {
		return ByteBuffer.wrap(text.getBytes(ISO_8859_1)).order(ByteOrder.LITTLE_ENDIAN);
	}

}
