/// The procedures of the runbook, as the person on call types them.
@NullMarked
package io.codedeveloper.cli.ops;

import org.jspecify.annotations.NullMarked;
