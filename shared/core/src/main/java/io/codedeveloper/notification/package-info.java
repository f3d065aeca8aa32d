/// What people are told and asked, and what they answered.
@NullMarked
package io.codedeveloper.notification;

import org.jspecify.annotations.NullMarked;
