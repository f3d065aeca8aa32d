/// How a repository is prepared and tested: what it says itself, or what its files show.
@NullMarked
package io.codedeveloper.job.toolchain;

import org.jspecify.annotations.NullMarked;
