@org.jspecify.annotations.NullMarked
package io.codedeveloper.functions.delivery;
