/// What the model may do to the work tree: one tool a file, each bounded in what it reads, writes
/// and answers.
@NullMarked
package io.codedeveloper.job.agent.tool;

import org.jspecify.annotations.NullMarked;
