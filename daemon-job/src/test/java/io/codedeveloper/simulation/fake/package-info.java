/// The ports that only the job owns, in memory: shared by executions and people, deterministic, and
/// without any fault or thread of their own.
@NullMarked
package io.codedeveloper.simulation.fake;

import org.jspecify.annotations.NullMarked;
