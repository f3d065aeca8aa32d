/// One host for a long time: what it holds must not grow.
///
/// `./dev soak` runs it. Linux only.
@NullMarked
package io.codedeveloper.reliability.soak;

import org.jspecify.annotations.NullMarked;
