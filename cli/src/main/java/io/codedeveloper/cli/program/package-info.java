/// Other programs, and several questions that are asked at once.
@NullMarked
package io.codedeveloper.cli.program;

import org.jspecify.annotations.NullMarked;
