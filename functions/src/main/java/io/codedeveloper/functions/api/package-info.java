/// What the API's paths do: from the words of the request to a use case, and back to the words of
/// the answer.
@NullMarked
package io.codedeveloper.functions.api;

import org.jspecify.annotations.NullMarked;
