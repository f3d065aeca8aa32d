/// One iteration of the daemon: the steps from a roadmap's priority to a pull request, one file
/// each.
///
/// Start reading at [IterationRunner]; the order of the steps stands in [Steps].
@NullMarked
package io.codedeveloper.job.iteration;

import org.jspecify.annotations.NullMarked;
