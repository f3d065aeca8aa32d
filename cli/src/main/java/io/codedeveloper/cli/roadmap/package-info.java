/// Commands on a roadmap file. They need no server and no configuration.
@NullMarked
package io.codedeveloper.cli.roadmap;

import org.jspecify.annotations.NullMarked;
