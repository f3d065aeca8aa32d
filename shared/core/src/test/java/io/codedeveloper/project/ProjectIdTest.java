package io.codedeveloper.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.platform.UserErrorException;
import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProjectIdTest {
  private final ProjectDocuments documents = new ProjectDocuments(new ProjectId("p-1"));

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "a b", "-a", "a/b", "é"})
  void otherIdsAreRefused(String id) {
    assertThatThrownBy(() -> new ProjectId(id)).isInstanceOf(UserErrorException.class);
  }

  @Test
  void documentsLieWhereTheReferenceSays() {
    assertThat(documents.command("c")).hasToString("projects/p-1/commands/c");
    assertThat(documents.journalEntry("i", 7))
        .hasToString("projects/p-1/iterations/i/journal/000007");
    assertThat(documents.priority("US-1")).hasToString("projects/p-1/priorities/US-1");
    assertThat(documents.notification("n")).hasToString("projects/p-1/notifications/n");
    assertThat(documents.ledger(LocalDate.parse("2026-11-21")))
        .hasToString("projects/p-1/ledger/2026-11-21");
    assertThat(documents.ledger(YearMonth.parse("2026-11")))
        .hasToString("projects/p-1/ledger/2026-11");
  }

  @Test
  void keyThatIsNoIdIsEncoded() {
    assertThat(documents.priority("a/b%").id()).isEqualTo("a%2Fb%25");
    assertThat(documents.priority("..").id()).isEqualTo("%2E.");
    assertThat(documents.priority("__x__").id()).isEqualTo("%5F_x__");
  }
}
