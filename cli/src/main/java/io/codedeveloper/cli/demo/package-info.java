/// The demo: a small real repository, and recorded sessions of a model that work on it.
@NullMarked
package io.codedeveloper.cli.demo;

import org.jspecify.annotations.NullMarked;
