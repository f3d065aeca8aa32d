/// Who may do what, and how secrets stay secret.
@NullMarked
package io.codedeveloper.auth;

import org.jspecify.annotations.NullMarked;
