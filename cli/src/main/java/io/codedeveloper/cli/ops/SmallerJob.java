package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.google.JobSize;

/// About half the processors and memory of a job, as Cloud Run takes them.
record SmallerJob(JobSize size) {
  private static final int MIB_OF_GIB = 1024;

  /// Cloud Run's second generation starts nothing with less.
  private static final long LEAST_MIB = 512;

  /// Of six processors there is no half.
  int processors() {
    return size.processors() > 4 ? 4 : Math.max(1, (int) size.processors() / 2);
  }

  private long mib() {
    return Math.max(LEAST_MIB, Math.round(size.gib() * MIB_OF_GIB / 2));
  }

  double gib() {
    return (double) mib() / MIB_OF_GIB;
  }

  /// Whether there is a smaller one.
  boolean isThere() {
    return size.processors() > processors();
  }

  /// As people say it.
  String text() {
    return "%d processors and %s".formatted(processors(), memory());
  }

  /// As `ops scale` takes them, with a leading blank.
  String options() {
    return " --job-cpu %d --job-memory %s".formatted(processors(), memory());
  }

  private String memory() {
    return mib() % MIB_OF_GIB == 0 ? mib() / MIB_OF_GIB + "Gi" : mib() + "Mi";
  }
}
