/// The platform's ports in memory, held to the contracts of the real ones.
@NullMarked
package io.codedeveloper.simulation.platform;

import org.jspecify.annotations.NullMarked;
