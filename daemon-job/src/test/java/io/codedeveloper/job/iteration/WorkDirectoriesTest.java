package io.codedeveloper.job.iteration;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkDirectoriesTest {
  @TempDir Path directory;
  private WorkDirectories directories;

  @BeforeEach
  void open() {
    directories = new WorkDirectories(directory);
  }

  @Test
  @FaultRow("G16")
  void whatACrashedExecutionLeftIsDeleted() throws IOException {
    var crashed = tree(1);
    directories.state("one", 1);

    assertThat(tree(2)).isNotEqualTo(crashed);
    assertThat(crashed.getParent()).doesNotExist();
  }

  @Test
  void aHolderThatLostItsLeaseLeavesTheNextOnesWorkTreeAlone() throws IOException {
    tree(1);
    var next = tree(2);

    directories.discard("one", 1);

    assertThat(next.resolve("file")).exists();
  }

  @Test
  @FaultRow("G16")
  void nothingIsLeftOfTheLastExecution() throws IOException {
    directories.state("one", 3);
    tree(3);

    directories.discard("one", 3);

    assertThat(directory.resolve("work")).isEmptyDirectory();
  }

  @Test
  @FaultRow("G16")
  void whatTheDeadHaveLeftIsDeletedWhateverTheirIteration() throws IOException {
    directories.claim("one", 1, "dead");
    tree(1);
    directories.state("one", 1);

    assertThat(directories.removeAbandoned("alive"::equals)).isEmpty();

    assertThat(directory.resolve("work")).isEmptyDirectory();
  }

  @Test
  @FaultRow("G16")
  void whereSomebodyLivesNothingIsDeleted() throws IOException {
    directories.claim("one", 1, "dead");
    tree(1);
    directories.claim("one", 2, "alive");
    Files.writeString(directories.state("one", 2).resolve("file"), "text");
    var unknown = directories.state("of-an-earlier-version", 3);

    assertThat(directories.removeAbandoned("alive"::equals)).isEmpty();

    assertThat(directory.resolve("work/one")).isDirectoryNotContaining("glob:**/1*");
    assertThat(directories.state("one", 2)).isNotEmptyDirectory();
    assertThat(unknown).exists();
  }

  @Test
  void ownerThatCannotBeReadKeepsTheOthersFromNothing() throws IOException {
    directories.claim("one", 1, "dead");
    directories.claim("two", 1, "torn");

    var left =
        directories.removeAbandoned(owner -> {
          if (owner.equals("torn")) {
            throw new IllegalArgumentException("no process");
          }
          return false;
        });

    assertThat(left).singleElement().asString().contains("two", "no process");
    assertThat(directory.resolve("work/one")).doesNotExist();
  }

  private Path tree(long fence) throws IOException {
    var tree = Files.createDirectories(directories.freshWorkTree("one", fence));
    Files.writeString(tree.resolve("file"), "text");
    return tree;
  }
}
