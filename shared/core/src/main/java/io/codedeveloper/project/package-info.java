/// Which project something belongs to, and where its documents lie.
@NullMarked
package io.codedeveloper.project;

import org.jspecify.annotations.NullMarked;
