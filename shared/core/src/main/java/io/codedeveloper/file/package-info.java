/// The files that people read and edit through the API, beside the repository.
@NullMarked
package io.codedeveloper.file;

import org.jspecify.annotations.NullMarked;
