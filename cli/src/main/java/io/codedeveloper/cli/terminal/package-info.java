/// Text on a terminal or in a pipe: styles, tables, JSON, and nothing that could steer the
/// terminal.
@NullMarked
package io.codedeveloper.cli.terminal;

import org.jspecify.annotations.NullMarked;
