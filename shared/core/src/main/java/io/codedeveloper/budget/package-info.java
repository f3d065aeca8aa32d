/// What model calls cost, and the limits that they may not pass.
@NullMarked
package io.codedeveloper.budget;

import org.jspecify.annotations.NullMarked;
