/// The only way from a repository's `setup` command to the network: a proxy that knows package
/// registries and refuses everything else.
@NullMarked
package io.codedeveloper.job.registry;

import org.jspecify.annotations.NullMarked;
