/// The ports on Google Cloud, each with the official client library.
@NullMarked
package io.codedeveloper.platform.google;

import org.jspecify.annotations.NullMarked;
