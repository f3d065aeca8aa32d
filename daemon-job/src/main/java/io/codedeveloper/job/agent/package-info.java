/// Lets a model do the work: the loop, its tools, its transcript.
@NullMarked
package io.codedeveloper.job.agent;

import org.jspecify.annotations.NullMarked;
