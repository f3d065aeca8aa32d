package io.codedeveloper.job.sandbox;

/// The usual limits with one of them low, so that a test reaches it soon.
final class SmallLimits {
  private static final Limits USUAL = Limits.usual();

  private SmallLimits() {}

  static Limits processes(int most) {
    return limits(most, USUAL.memoryBytes(), USUAL.fileBytes(), USUAL.diskBytes());
  }

  static Limits memory(long bytes) {
    return limits(USUAL.processes(), bytes, USUAL.fileBytes(), USUAL.diskBytes());
  }

  static Limits file(long bytes) {
    return limits(USUAL.processes(), USUAL.memoryBytes(), bytes, USUAL.diskBytes());
  }

  static Limits disk(long bytes) {
    return limits(USUAL.processes(), USUAL.memoryBytes(), USUAL.fileBytes(), bytes);
  }

  private static Limits limits(int processes, long memory, long file, long disk) {
    return new Limits(
        processes,
        memory,
        USUAL.memoryReserveBytes(),
        file,
        USUAL.openFiles(),
        disk,
        USUAL.diskReserveBytes());
  }
}
