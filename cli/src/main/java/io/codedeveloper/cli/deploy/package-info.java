/// Brings the system to Google Cloud, with the programs that are made for it.
@NullMarked
package io.codedeveloper.cli.deploy;

import org.jspecify.annotations.NullMarked;
