package io.codedeveloper.platform.google.log;

import io.codedeveloper.platform.LogStore.Severity;
import java.time.Instant;
import java.util.Optional;

/// One event of a library's log, whichever way it came.
///
/// @param logger the name of whoever logs
record LogEvent(
    Instant at,
    Severity severity,
    String logger,
    String message,
    Optional<? extends Throwable> thrown) {}
