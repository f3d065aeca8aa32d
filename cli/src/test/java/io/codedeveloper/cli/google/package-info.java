/// Google's REST APIs on loopback, for the real `gcloud`.
@NullMarked
package io.codedeveloper.cli.google;

import org.jspecify.annotations.NullMarked;
