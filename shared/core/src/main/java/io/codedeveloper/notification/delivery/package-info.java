/// How notifications reach people outside of the daemon.
@NullMarked
package io.codedeveloper.notification.delivery;

import org.jspecify.annotations.NullMarked;
