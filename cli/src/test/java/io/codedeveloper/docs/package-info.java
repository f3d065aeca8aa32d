/// The documents that people read, as tests see them: links, commands, quotations.
@NullMarked
package io.codedeveloper.docs;

import org.jspecify.annotations.NullMarked;
