package io.chatroom.client;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The colour of a name.
 */
class NameColorsTests {

	@Test
	void aNameHasItsColourInEveryRun() {
		assertThat(NameColors.of("alice")).isEqualTo(97);
		assertThat(NameColors.of("bob")).isEqualTo(67);
	}

	@Test
	void coloursAreSharedEvenly() {
		Map<Integer, Long> uses = IntStream.range(0, 1200)
			.mapToObj((number) -> NameColors.of("user" + number))
			.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
		assertThat(uses).hasSize(12);
		assertThat(uses.values()).allMatch((count) -> count > 50 && count < 200);
	}

}
