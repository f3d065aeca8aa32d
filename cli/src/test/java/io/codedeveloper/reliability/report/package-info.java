/// Makes `docs/reference/reliability.md` of what simulation, kill runs and matrix say.
@NullMarked
package io.codedeveloper.reliability.report;

import org.jspecify.annotations.NullMarked;
