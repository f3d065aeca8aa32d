/// The user's settings: which environments there are and how each is reached.
@NullMarked
package io.codedeveloper.cli.settings;

import org.jspecify.annotations.NullMarked;
