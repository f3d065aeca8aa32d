@org.jspecify.annotations.NullMarked
package io.codedeveloper.notification.delivery;
