/// Plays recorded sessions of the model, for the demo and for tests.
@NullMarked
package io.codedeveloper.job.replay;

import org.jspecify.annotations.NullMarked;
