package io.codedeveloper.cli.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.cli.program.Questions;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class OtherProjectsTest {
  private static final UserErrorException UNUSED = new UserErrorException("nobody asks it");

  /// What is found about another project whose API answers with this.
  private static Finding found(RuntimeException answer) {
    var questions = new Questions(Duration.ofMinutes(10));
    try (var site =
        new Site(
            () -> {
              throw UNUSED;
            },
            id -> {
              throw answer;
            },
            () -> {
              throw UNUSED;
            },
            UnaryOperator.identity(),
            questions)) {
      var others = new OtherProjects(site, List.of("p1", "p2"), "p1", 30).await(Instant.EPOCH);
      assertThat(others.months()).isEmpty();
      return others.findings("p1").getFirst();
    }
  }

  @Test
  void aProjectWithoutADocumentIsWorthANote() {
    var finding = found(new UserErrorException("there is no project 'p2' here"));
    assertThat(finding.level()).isEqualTo(Level.NOTE);
    assertThat(finding.text()).contains("the project 'p2' is not counted: there is no project");
  }

  @Test
  void whatIsRefusedIsNotKnown() {
    for (var refusal :
        List.of(
            "https://api.example does not accept the token: it is of another key",
            "https://api.example is not a control API (it answered 403 with something else)")) {
      assertThat(found(new UserErrorException(refusal)).level()).isEqualTo(Level.UNREADABLE);
    }
  }

  @Test
  void whatDoesNotAnswerIsNotKnown() {
    assertThat(found(new TransientException("it is busy")).level()).isEqualTo(Level.UNREADABLE);
  }
}
