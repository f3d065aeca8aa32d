/// The container images, taken apart and started.
package io.codedeveloper.images;
