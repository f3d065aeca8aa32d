/// Virtual time and the baton: many actors, one of which runs.
@NullMarked
package io.codedeveloper.simulation.engine;

import org.jspecify.annotations.NullMarked;
