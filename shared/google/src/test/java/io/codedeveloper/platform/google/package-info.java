/// The contracts on the adapters for Google Cloud, and what is these adapters' own.
@NullMarked
package io.codedeveloper.platform.google;

import org.jspecify.annotations.NullMarked;
