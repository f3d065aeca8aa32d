/// The rules about which package may know which, over all modules.
@NullMarked
package io.codedeveloper.architecture;

import org.jspecify.annotations.NullMarked;
