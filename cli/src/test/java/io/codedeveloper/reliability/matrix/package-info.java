/// The fault matrix of `docs/reference/fault-matrix.md`, and the tests that prove its rows.
@NullMarked
package io.codedeveloper.reliability.matrix;

import org.jspecify.annotations.NullMarked;
