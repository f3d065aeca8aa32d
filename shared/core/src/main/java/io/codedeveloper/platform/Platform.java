package io.codedeveloper.platform;

import java.time.Clock;

/// Everything that the domain needs from outside, opened: the eight ports, a clock and a source of
/// ids.
///
/// Whoever opens it closes what lies behind it.
public record Platform(
    DocumentStore documents,
    BlobStore blobs,
    MessageBus bus,
    JobLauncher jobs,
    DelayedTasks delayedTasks,
    TickSchedule schedule,
    SecretSource secrets,
    LogStore logs,
    Clock clock,
    IdSource ids) {}
