/// What every adapter of a port must do, as interfaces of tests that an adapter's own test
/// implements.
@NullMarked
package io.codedeveloper.platform.contract;

import org.jspecify.annotations.NullMarked;
