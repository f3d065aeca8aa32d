/// What the daemon tells and asks, and how far the roadmap is.
@NullMarked
package io.codedeveloper.cli.inbox;

import org.jspecify.annotations.NullMarked;
