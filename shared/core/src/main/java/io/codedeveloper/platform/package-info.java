/// The ports: what the domain needs from a platform, and nothing about which platform it is.
///
/// A port's contract is executable: one interface of tests per port, run against every adapter.
@NullMarked
package io.codedeveloper.platform;

import org.jspecify.annotations.NullMarked;
