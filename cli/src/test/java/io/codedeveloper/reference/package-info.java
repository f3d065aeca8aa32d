/// Pages of `docs/reference` that are written from the code.
package io.codedeveloper.reference;
