/// A deterministic simulation of the product's own code: one seed decides everything.
///
/// Start reading at [Simulation].
@NullMarked
package io.codedeveloper.simulation;

import org.jspecify.annotations.NullMarked;
