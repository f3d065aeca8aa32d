/// Commands for the control API: of `local up` as of the cloud.
@NullMarked
package io.codedeveloper.cli.cloud;

import org.jspecify.annotations.NullMarked;
