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

  private Path tree(long fence) throws IOException {
    var tree = Files.createDirectories(directories.freshWorkTree("one", fence));
    Files.writeString(tree.resolve("file"), "text");
    return tree;
  }
}
