/// The whole system hosted on this machine: the control API, the bus, the ticks, and jobs as child
/// processes.
@NullMarked
package io.codedeveloper.cli.up;

import org.jspecify.annotations.NullMarked;
