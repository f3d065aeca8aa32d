@NullMarked
package io.codedeveloper.cli.up;

import org.jspecify.annotations.NullMarked;
