package io.codedeveloper.notification.delivery;

import io.codedeveloper.notification.Notification;
import io.codedeveloper.project.ProjectId;

/// A way on which notifications reach people: a webhook, a chat.
public interface Channel {
  /// Its name in documents and for people: `webhook`, `slack`.
  String name();

  /// Whether it is set up, and is for notifications like this one.
  ///
  /// @throws io.codedeveloper.platform.TransientException when that cannot be found out now
  boolean takes(Notification notification);

  /// Tries once, in seconds, to hand a notification over. Whatever the other side does is a
  /// receipt, never an exception.
  ///
  /// @param id the same at every try for this notification, so that who gets it twice can tell
  Receipt send(ProjectId project, Notification notification, String id);
}
