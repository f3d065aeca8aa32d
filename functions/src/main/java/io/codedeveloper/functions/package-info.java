/// The entry points of the control plane: one class per function, each a few lines.
@NullMarked
package io.codedeveloper.functions;

import org.jspecify.annotations.NullMarked;
