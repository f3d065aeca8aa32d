/// What stands in for Google Cloud in tests: Google's own emulators, and servers of the services'
/// own protocols.
///
/// For the test scope only.
@NullMarked
package io.codedeveloper.platform.google.testing;

import org.jspecify.annotations.NullMarked;
