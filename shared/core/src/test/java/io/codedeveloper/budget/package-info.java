@org.jspecify.annotations.NullMarked
package io.codedeveloper.budget;
