/// The command line `project-manager`. Start reading at [Main]; the commands are listed in
/// [Commands].
@NullMarked
package io.codedeveloper.cli;

import org.jspecify.annotations.NullMarked;
