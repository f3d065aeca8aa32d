/// Runs commands that are assumed to be hostile.
@NullMarked
package io.codedeveloper.job.sandbox;

import org.jspecify.annotations.NullMarked;
