/// What goes wrong, decided by the seed, and what is told about it.
@NullMarked
package io.codedeveloper.simulation.fault;

import org.jspecify.annotations.NullMarked;
