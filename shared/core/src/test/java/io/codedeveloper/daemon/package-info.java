/// Tests of the daemon on the platform in memory.
@NullMarked
package io.codedeveloper.daemon;

import org.jspecify.annotations.NullMarked;
