/// Git as the job needs it: a remote to read from and push to, and a work tree whose git directory
/// is elsewhere.
@NullMarked
package io.codedeveloper.job.git;

import org.jspecify.annotations.NullMarked;
