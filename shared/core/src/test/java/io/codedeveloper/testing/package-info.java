/// What tests of every module may use.
@NullMarked
package io.codedeveloper.testing;

import org.jspecify.annotations.NullMarked;
