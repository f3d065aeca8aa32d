/// The daemon: what it is asked to do, what it does now, and who may do it.
@NullMarked
package io.codedeveloper.daemon;

import org.jspecify.annotations.NullMarked;
