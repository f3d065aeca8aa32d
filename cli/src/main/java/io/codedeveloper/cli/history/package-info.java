/// What the daemon did and what it cost, and when it looks for work.
@NullMarked
package io.codedeveloper.cli.history;

import org.jspecify.annotations.NullMarked;
