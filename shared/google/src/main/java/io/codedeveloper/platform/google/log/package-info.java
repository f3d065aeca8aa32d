/// What a process in Google Cloud writes to its standard output, as Cloud Logging takes it.
@NullMarked
package io.codedeveloper.platform.google.log;

import org.jspecify.annotations.NullMarked;
