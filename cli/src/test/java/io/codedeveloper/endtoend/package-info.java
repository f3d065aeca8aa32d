/// The same work on one machine and in the cloud's wiring.
@NullMarked
package io.codedeveloper.endtoend;

import org.jspecify.annotations.NullMarked;
