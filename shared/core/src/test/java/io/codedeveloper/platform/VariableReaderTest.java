package io.codedeveloper.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class VariableReaderTest {
  private static final Variable NAME = Variable.of("NAME", "a name");
  private static final Variable COUNT = Variable.of("COUNT", "a number");
  private static final Variable ADDRESS = Variable.of("ADDRESS", "an address");
  private static final Variable KEY = Variable.secret("KEY", "a key");

  @Test
  void everyProblemIsToldAtOnce() {
    var reader =
        new VariableReader(Map.of("COUNT", "many", "ADDRESS", "ftp://example.org", "NAME", " "));

    assertThat(reader.required(NAME, "set it to your name")).isEmpty();
    assertThat(reader.number(COUNT, 1, 9)).isEmpty();
    assertThat(reader.url(ADDRESS)).isEmpty();
    assertThat(
            reader.including(() -> {
              throw new UserErrorException("one\ntwo");
            }))
        .isEmpty();
    reader.problem("COUNT and NAME contradict each other");
    reader.problem("COUNT and NAME contradict each other");

    assertThatThrownBy(reader::check)
        .isInstanceOf(UserErrorException.class)
        .hasMessage(
            """
            NAME is not set; set it to your name
            COUNT is 'many', which is not understood; write a number from 1 to 9
            ADDRESS is 'ftp://example.org', which is not understood; write an http or https address, or unset it
            one
            two
            COUNT and NAME contradict each other\
            """);
  }

  @Test
  void whatIsRightIsReadWithoutBlanksAroundIt() {
    var reader =
        new VariableReader(Map.of("NAME", " x ", "COUNT", "9", "ADDRESS", "https://example.org/a"));

    assertThat(reader.required(NAME, "")).isEqualTo("x");
    assertThat(reader.number(COUNT, 1, 9)).contains(9);
    assertThat(reader.url(ADDRESS)).contains("https://example.org/a");
    assertThat(reader.text(KEY)).isEmpty();
    reader.check();
  }

  @Test
  void numberOutsideOfItsLimitsIsAProblem() {
    for (var number : new String[] {"0", "10", "-1", "1e3", "99999999999999999999"}) {
      var reader = new VariableReader(Map.of("COUNT", number));
      assertThat(reader.number(COUNT, 1, 9)).isEmpty();
      assertThatThrownBy(reader::check).hasMessageContaining(number);
    }
  }

  @Test
  void valueOfASecretIsNeverTold() {
    var reader = new VariableReader(Map.of("KEY", "hunter2"));
    assertThat(reader.number(KEY, 1, 9)).isEmpty();
    assertThatThrownBy(reader::check)
        .hasMessageNotContaining("hunter2")
        .hasMessageContaining("KEY");
  }

  @Test
  void secretInTheWrongVariableIsNotToldEither() {
    var reader =
        new VariableReader(
            Map.of(
                "COUNT", "ghp_0123456789abcdefghijABCDEFGHIJ",
                "ADDRESS", "htps://user:hunter2@example.org",
                "NAME", "x".repeat(300)));
    assertThat(reader.number(COUNT, 1, 9)).isEmpty();
    assertThat(reader.url(ADDRESS)).isEmpty();
    assertThat(reader.parsed(NAME, text -> Optional.empty(), "something shorter")).isEmpty();

    assertThatThrownBy(reader::check)
        .hasMessageNotContaining("ghp_")
        .hasMessageNotContaining("hunter2")
        .hasMessageContaining("COUNT is '***'")
        .hasMessageContaining("NAME is '" + "x".repeat(200) + "…'");
  }

  @Test
  void nameOfAVariableIsOneThatShellsTake() {
    assertThatThrownBy(() -> Variable.of("not a name", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
