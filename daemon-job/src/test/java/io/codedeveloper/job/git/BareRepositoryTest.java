package io.codedeveloper.job.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

final class BareRepositoryTest extends RemoteRepositoryContract {
  @TempDir Path temporary;

  @Override
  RemoteHarness harness(Map<String, String> files) throws IOException {
    return new BareRepositoryHarness(temporary, files);
  }
}
