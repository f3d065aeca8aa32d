/// Real processes on real servers of loopback, killed with SIGKILL at moments that a seed chooses.
///
/// `./dev kill-runs` runs it. Linux only.
@NullMarked
package io.codedeveloper.reliability.kill;

import org.jspecify.annotations.NullMarked;
