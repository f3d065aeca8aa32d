package io.codedeveloper.daemon;

/// Something that changes the state of an iteration.
public sealed interface IterationEvent {
  /// An execution claimed the lease for it.
  record Claimed() implements IterationEvent {}

  /// Its execution ended.
  record Finished(IterationOutcome outcome) implements IterationEvent {}
}
