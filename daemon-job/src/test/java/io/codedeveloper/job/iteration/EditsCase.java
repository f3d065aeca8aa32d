package io.codedeveloper.job.iteration;

import static io.codedeveloper.job.iteration.Edits.DONE;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A daemon that ran once on a roadmap where nothing is to be done, and what people save from then
/// on.
abstract class EditsCase {
  @TempDir Path directory;
  Harness harness;
  Edits edits;

  @BeforeEach
  void open() {
    harness = new Harness(directory).withRoadmap(DONE);
    edits = new Edits(harness);
    harness.run();
  }

  @AfterEach
  void close() {
    harness.close();
  }
}
