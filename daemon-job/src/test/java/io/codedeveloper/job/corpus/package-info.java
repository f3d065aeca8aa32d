/// Finds test data that may be there.
@NullMarked
package io.codedeveloper.job.corpus;

import org.jspecify.annotations.NullMarked;
