/// Notifications on their way out: to a webhook, to Slack.
@NullMarked
package io.codedeveloper.functions.delivery;

import org.jspecify.annotations.NullMarked;
