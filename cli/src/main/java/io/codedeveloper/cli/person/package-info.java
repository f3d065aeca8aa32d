/// The person who uses the command line: what they type, their editor, and how long they wait.
@NullMarked
package io.codedeveloper.cli.person;

import org.jspecify.annotations.NullMarked;
