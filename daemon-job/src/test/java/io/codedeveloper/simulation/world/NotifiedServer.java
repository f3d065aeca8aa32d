package io.codedeveloper.simulation.world;

import io.codedeveloper.notification.Notification;
import io.codedeveloper.notification.delivery.Channel;
import io.codedeveloper.notification.delivery.Deliveries;
import io.codedeveloper.notification.delivery.Receipt;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.project.ProjectId;
import java.util.HashSet;
import java.util.Set;

/// A server of the user's to which notifications are posted: as slow and as broken as everything
/// else outside.
public final class NotifiedServer implements Channel {
  private final Wire wire;
  private final Set<String> received = new HashSet<>();

  NotifiedServer(Wire wire) {
    this.wire = wire;
  }

  /// Whether it has this notification.
  public boolean has(Notification notification) {
    return received.contains(Deliveries.id(World.PROJECT, notification.id()));
  }

  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public boolean takes(Notification notification) {
    return notification.level() != Notification.Level.LOW;
  }

  @Override
  public Receipt send(ProjectId project, Notification notification, String id) {
    try {
      return wire.call(Line.remoteWrite("people.post"), () -> take(id), notification::id);
    } catch (TransientException away) {
      return Receipt.NotNow.because("the server cannot be reached, or broke off");
    }
  }

  private Receipt take(String id) {
    received.add(id);
    return new Receipt.Taken();
  }
}
