/// Edits the roadmap and other files through the API, so that nobody's text is lost.
@NullMarked
package io.codedeveloper.cli.edit;

import org.jspecify.annotations.NullMarked;
