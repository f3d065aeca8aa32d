/// What the daemon logs, as it logs it.
@NullMarked
package io.codedeveloper.cli.logs;

import org.jspecify.annotations.NullMarked;
