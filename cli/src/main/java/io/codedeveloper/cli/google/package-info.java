/// Google Cloud as the user's own `gcloud` sees it.
@NullMarked
package io.codedeveloper.cli.google;

import org.jspecify.annotations.NullMarked;
