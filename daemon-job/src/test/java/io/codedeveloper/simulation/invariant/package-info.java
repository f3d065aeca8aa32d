/// What must hold, one class each.
@NullMarked
package io.codedeveloper.simulation.invariant;

import org.jspecify.annotations.NullMarked;
