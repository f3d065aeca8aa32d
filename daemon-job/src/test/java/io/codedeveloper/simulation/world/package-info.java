/// The world of one seed: platform, people, and the product's own code between them.
@NullMarked
package io.codedeveloper.simulation.world;

import org.jspecify.annotations.NullMarked;
