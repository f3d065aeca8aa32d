/// The platform in memory, for tests of what stands on it: quick, with every clock and id in the
/// test's hand.
@NullMarked
package io.codedeveloper.platform.memory;

import org.jspecify.annotations.NullMarked;
