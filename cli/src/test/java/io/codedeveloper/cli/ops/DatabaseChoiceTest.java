package io.codedeveloper.cli.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.cli.google.Firestore;
import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.cli.program.Programs;
import io.codedeveloper.cli.program.Questions;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which database is meant where the one in use is not known.
final class DatabaseChoiceTest {
  @TempDir Path home;

  /// An installation whose `gcloud` is this script.
  private Site site(String script, Duration longest) throws IOException {
    var gcloud = Files.writeString(home.resolve("gcloud"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(gcloud, PosixFilePermissions.fromString("rwx------"));
    var programs = new Programs(home, Map.of("PATH", home.toString()), home.resolve("log"));
    return new Site(
        () -> {
          throw new UserErrorException("there is no API");
        },
        project -> {
          throw new UserErrorException("there is no API of " + project);
        },
        () -> new GoogleCloud(programs, "acme", "europe-west1"),
        UnaryOperator.identity(),
        new Questions(longest));
  }

  @Test
  void answerThatDoesNotComeInTimeIsNoAnswer() throws IOException {
    try (var site = site("kill -STOP $$", Duration.ZERO)) {
      assertThatThrownBy(() -> new DatabaseChoice().in(site))
          .isInstanceOf(TransientException.class);
      assertThatThrownBy(() -> new DatabaseChoice().lookedAt(site))
          .isInstanceOf(TransientException.class);
    }
  }

  @Test
  void whatCannotBeReadIsSaid() throws IOException {
    try (var site = site("echo 'no right to see it' >&2; exit 1", Duration.ofMinutes(10))) {
      assertThatThrownBy(() -> new DatabaseChoice().in(site))
          .isInstanceOf(UserErrorException.class)
          .hasMessageContaining("no right to see it")
          .hasMessageContaining("say with --database which is meant");

      var looked = new DatabaseChoice().lookedAt(site);
      assertThat(looked.name()).isEqualTo(Firestore.USUAL);
      assertThat(looked.doubt()).map(Finding::level).contains(Level.WRONG);
    }
  }
}
