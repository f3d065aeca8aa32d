package io.codedeveloper.job.git;

/// How much a tree may hold before it is refused.
///
/// @param entries files and directories
/// @param bytes sum of the files' sizes
/// @param largestFile bytes of one file; GitHub refuses more than 100 MiB
/// @param depth directories inside one another
public record TreeLimits(long entries, long bytes, long largestFile, int depth) {
  private static final long MEBIBYTE = 1024 * 1024;

  /// 200,000 entries, 2 GiB, 100 MiB a file, 100 levels.
  public static TreeLimits usual() {
    return new TreeLimits(200_000, 2048 * MEBIBYTE, 100 * MEBIBYTE, 100);
  }
}
