package io.codedeveloper.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OpenedTest {
  private final List<String> closed = new ArrayList<>();
  private final Opened opened = new Opened();

  private AutoCloseable closing(String name) {
    return () -> closed.add(name);
  }

  private AutoCloseable failing(String name) {
    return () -> {
      closed.add(name);
      throw new IllegalStateException(name);
    };
  }

  @Test
  void everythingIsClosedInTheOppositeOrderThoughSomeOfItCannotBe() {
    List.of(closing("first"), failing("second"), failing("third"), closing("fourth"))
        .forEach(opened::kept);

    assertThatThrownBy(opened::close)
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("third")
        .satisfies(failure ->
            assertThat(failure.getSuppressed())
                .extracting(Throwable::getMessage)
                .containsExactly("second"));
    assertThat(closed).containsExactly("fourth", "third", "second", "first");
    opened.close();
    assertThat(closed).hasSize(4);
  }

  @Test
  void failureBeforeIsTheOneThatIsTold() {
    opened.kept(failing("first"));
    var notStarted = new IllegalStateException("the second did not start");

    opened.closeAfter(notStarted);

    assertThat(closed).containsExactly("first");
    assertThat(notStarted.getSuppressed()).hasSize(1);
  }
}
