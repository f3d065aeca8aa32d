/// Understands what test runners print and write.
@NullMarked
package io.codedeveloper.job.toolchain.output;

import org.jspecify.annotations.NullMarked;
