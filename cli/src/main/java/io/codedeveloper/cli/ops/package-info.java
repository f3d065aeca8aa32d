/// The procedures of the runbook: what the person on call looks at, stops and writes down.
@NullMarked
package io.codedeveloper.cli.ops;

import org.jspecify.annotations.NullMarked;
