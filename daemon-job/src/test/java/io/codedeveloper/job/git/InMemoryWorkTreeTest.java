package io.codedeveloper.job.git;

import java.util.Map;

final class InMemoryWorkTreeTest extends WorkTreeContract {
  @Override
  RemoteHarness harness(Map<String, String> files) {
    return new InMemoryHarness(files);
  }
}
