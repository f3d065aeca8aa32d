package io.codedeveloper.platform.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.platform.LogStore;
import io.codedeveloper.platform.LogStore.Entry;
import io.codedeveloper.platform.LogStore.Severity;
import io.codedeveloper.platform.contract.LogStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileLogStoreTest implements LogStoreContract {
  @TempDir private Path directory;

  @Override
  public LogStore logs() {
    return new FileLogStore(directory);
  }

  @Override
  public LogStore otherLogs() {
    return new FileLogStore(directory);
  }

  private static Entry entry(String message) {
    return new Entry(START, Severity.INFO, "p", Optional.empty(), message);
  }

  private Path file() {
    return directory.resolve("projects/p/2026-03-01.jsonl");
  }

  @Test
  void fileHoldsOneReadableLinePerEntry() throws IOException {
    logs().append(entry("two\nlines"));
    assertThat(Files.readAllLines(file()))
        .containsExactly(
            "{\"time\":\"2026-03-01T23:59:58.123456Z\",\"severity\":\"INFO\",\"project\":\"p\",\"message\":\"two\\nlines\"}");
  }

  @Test
  void filesOfLongAgoAreRemovedWithTheFirstEntryOfADay() {
    logs().append(entry("old"));
    var last = new Entry(START.plus(Retention.KEPT), Severity.INFO, "p", Optional.empty(), "kept");
    logs().append(last);
    assertThat(file()).exists();

    var next = START.plus(Retention.KEPT).plus(Duration.ofDays(1));
    logs().append(new Entry(next, Severity.INFO, "p", Optional.empty(), "new"));

    assertThat(file()).doesNotExist();
    assertThat(logs().tail("p", Optional.empty(), Severity.DEBUG, 10))
        .extracting(Entry::message)
        .containsExactly("kept", "new");
  }

  @Test
  void entryAfterACutOffLineIsNotLost() throws IOException {
    logs().append(entry("before"));
    Files.writeString(file(), "{\"time\":\"2026-", StandardOpenOption.APPEND);
    logs().append(entry("after"));
    assertThat(logs().tail("p", Optional.empty(), Severity.DEBUG, 10))
        .containsExactly(entry("before"), entry("after"));
  }

  @Test
  void foreignLinesAreSkipped() throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(
        file(), "\n[]\nnull\n{}\n{\"time\":\"x\",\"severity\":\"INFO\"}\n\"text\"\nfree text\n");
    logs().append(entry("kept"));
    assertThat(logs().tail("p", Optional.empty(), Severity.DEBUG, 10))
        .containsExactly(entry("kept"));
  }

  @Test
  void lastLinesOfALargeFileAreFoundAcrossBlocks() {
    var store = logs();
    for (var i = 0; i < 300; i++) {
      store.append(entry(i + " " + "é".repeat(i * 7 % 1000)));
    }
    var tail = store.tail("p", Optional.empty(), Severity.DEBUG, 250);
    assertThat(tail).hasSize(250);
    for (var i = 50; i < 300; i++) {
      assertThat(tail.get(i - 50)).isEqualTo(entry(i + " " + "é".repeat(i * 7 % 1000)));
    }
  }

  @Test
  void whatCannotBeKeptIsCountedAndFailsNobody() throws IOException {
    var blocked = new FileLogStore(Files.createFile(directory.resolve("file")));
    blocked.append(entry("lost"));
    blocked.append(entry("lost"));
    assertThat(blocked.dropped()).isEqualTo(2);
  }

  @Test
  void lineHoldsNothingThatATerminalObeys() throws IOException {
    var message = "\u001b[2Jgone \u202edesrever\u202c \u009b \u2028 é 🚀";
    logs().append(entry(message));
    assertThat(Files.readString(file()))
        .doesNotContain("\u001b", "\u202e", "\u202c", "\u009b", "\u2028")
        .contains("é 🚀");
    assertThat(logs().tail("p", Optional.empty(), Severity.DEBUG, 1))
        .extracting(Entry::message)
        .containsExactly(message);
  }
}
