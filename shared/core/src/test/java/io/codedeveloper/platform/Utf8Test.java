package io.codedeveloper.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

final class Utf8Test {
  private static final String[] PARTS = {
    "a",
    "é",
    "€",
    "\uD83D\uDE00",
    "\uD83D",
    "\uDE00",
    "\u0000",
    "\u007F",
    "\u0080",
    "\u07FF",
    "\u0800",
    "\uFFFF"
  };

  @RepeatedTest(50)
  void lengthIsThatOfTheEncodedText(RepetitionInfo repetition) {
    var random = new SplittableRandom(repetition.getCurrentRepetition());
    var text =
        random
            .ints(random.nextInt(12), 0, PARTS.length)
            .mapToObj(part -> PARTS[part])
            .collect(Collectors.joining());
    assertThat(Utf8.length(text)).isEqualTo(text.getBytes(UTF_8).length);
  }
}
