/// The contracts on the local adapters, and what is the local adapters' own.
@NullMarked
package io.codedeveloper.platform.local;

import org.jspecify.annotations.NullMarked;
