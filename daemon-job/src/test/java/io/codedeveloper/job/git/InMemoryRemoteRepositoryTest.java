package io.codedeveloper.job.git;

import java.util.Map;

final class InMemoryRemoteRepositoryTest extends RemoteRepositoryContract {
  @Override
  RemoteHarness harness(Map<String, String> files) {
    return new InMemoryHarness(files);
  }
}
