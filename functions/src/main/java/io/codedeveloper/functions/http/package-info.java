/// What every request goes through before and after the use case.
@NullMarked
package io.codedeveloper.functions.http;

import org.jspecify.annotations.NullMarked;
