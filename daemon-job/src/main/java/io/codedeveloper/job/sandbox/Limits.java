package io.codedeveloper.job.sandbox;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// How much one command may use, with all its processes.
///
/// @param processes and threads
/// @param memoryBytes of all its processes together
/// @param memoryReserveBytes what the machine keeps: below it the command ends, whoever used it
/// @param fileBytes of one file
/// @param openFiles of one process
/// @param diskBytes by which the disk may get fuller while the command runs
/// @param diskReserveBytes what the disk keeps
record Limits(
    int processes,
    long memoryBytes,
    long memoryReserveBytes,
    long fileBytes,
    int openFiles,
    long diskBytes,
    long diskReserveBytes) {
  private static final long MEBIBYTE = 1L << 20;
  private static final long GIBIBYTE = 1L << 30;

  /// Enough for a large build, and not all of this machine.
  static Limits usual() {
    long machine =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    return new Limits(
        2048,
        machine / 4 * 3,
        Math.min(256 * MEBIBYTE, machine / 20),
        2 * GIBIBYTE,
        8192,
        16 * GIBIBYTE,
        256 * MEBIBYTE);
  }

  /// For people.
  String words() {
    return "at most %d processes, %s of memory, %s a file and %s more on the disk"
        .formatted(processes, size(memoryBytes), size(fileBytes), size(diskBytes));
  }

  static String size(long bytes) {
    return bytes >= GIBIBYTE
        ? Math.round((double) bytes / GIBIBYTE) + " GiB"
        : Math.max(1, bytes / MEBIBYTE) + " MiB";
  }
}
