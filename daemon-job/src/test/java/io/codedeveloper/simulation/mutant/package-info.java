/// Proof that the simulation notices: safeguards taken out of the product, one at a time.
@NullMarked
package io.codedeveloper.simulation.mutant;

import org.jspecify.annotations.NullMarked;
