/// The ports on one machine: one SQLite file, log files beside it, and child processes.
@NullMarked
package io.codedeveloper.platform.local;

import org.jspecify.annotations.NullMarked;
