/// The control API as a client sees it, over HTTP or within this process.
@NullMarked
package io.codedeveloper.cli.api;

import org.jspecify.annotations.NullMarked;
