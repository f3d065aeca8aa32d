/// What Google Cloud charges for an installation, reckoned from what it does.
@NullMarked
package io.codedeveloper.cli.bill;

import org.jspecify.annotations.NullMarked;
