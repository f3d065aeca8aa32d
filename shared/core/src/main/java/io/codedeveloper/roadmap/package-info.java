/// The roadmap of a repository: what its Markdown says, what comes next, and how one status in it
/// is changed.
@NullMarked
package io.codedeveloper.roadmap;

import org.jspecify.annotations.NullMarked;
