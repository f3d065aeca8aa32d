package io.codedeveloper.job.toolchain.output;

/// How many tests a runner said it ran, and how they went.
///
/// @param skipped tests that the runner did not run
public record Counts(int passed, int failed, int skipped) {}
