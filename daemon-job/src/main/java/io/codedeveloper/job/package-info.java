/// The job: one execution does one iteration. Entry points and the wiring of both.
///
/// Start reading at [RunOnce] (foreground, one machine) and [Main] (an execution that a dispatcher
/// launched).
@NullMarked
package io.codedeveloper.job;

import org.jspecify.annotations.NullMarked;
