/// The whole system on this machine: one iteration in the foreground, the demo, and the server with
/// its jobs.
@NullMarked
package io.codedeveloper.cli.local;

import org.jspecify.annotations.NullMarked;
