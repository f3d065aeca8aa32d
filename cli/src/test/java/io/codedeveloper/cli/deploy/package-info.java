/// Deployments with programs that stand in for the real ones.
@NullMarked
package io.codedeveloper.cli.deploy;

import org.jspecify.annotations.NullMarked;
