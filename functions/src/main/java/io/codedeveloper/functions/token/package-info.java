/// Bearer tokens.
@NullMarked
package io.codedeveloper.functions.token;

import org.jspecify.annotations.NullMarked;
