/// Where pull requests live: GitHub, or the store for remotes that have no such thing.
@NullMarked
package io.codedeveloper.job.host;

import org.jspecify.annotations.NullMarked;
