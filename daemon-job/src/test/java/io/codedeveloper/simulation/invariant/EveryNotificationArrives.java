package io.codedeveloper.simulation.invariant;

import io.codedeveloper.notification.DeliveryResult.State;
import io.codedeveloper.notification.Notification;
import io.codedeveloper.simulation.world.World;
import java.util.ArrayList;
import java.util.List;

/// Each notification that is to be delivered reaches the server, or says why it did not: unless
/// people had dealt with it before.
final class EveryNotificationArrives implements Invariant {
  private static final int MOST_TRIES = 6;

  @Override
  public String number() {
    return "I6";
  }

  @Override
  public List<String> problems(World world) {
    var problems = new ArrayList<String>();
    world
        .seen
        .present()
        .forEach((path, fields) -> {
          if (path.value().contains("/notifications/")) {
            check(world, new Notification(path.id(), fields), problems);
          }
        });
    return problems;
  }

  private static void check(World world, Notification one, List<String> problems) {
    var results = one.deliveries();
    if (one.deliverAt().isPresent()) {
      problems.add("%s is still to be delivered, %s".formatted(one.id(), results));
    } else if (results.isEmpty() && !dealtWith(one) && one.level() != Notification.Level.LOW) {
      problems.add("%s was not delivered, and nobody knows why".formatted(one.id()));
    }
    if (results.stream().anyMatch(it -> it.state() == State.DELIVERED) && !world.server.has(one)) {
      problems.add("%s is noted as delivered, and never arrived".formatted(one.id()));
    }
    if (one.deliveryTries() > MOST_TRIES) {
      problems.add("%s was tried %d times".formatted(one.id(), one.deliveryTries()));
    }
  }

  private static boolean dealtWith(Notification one) {
    return switch (one.status()) {
      case RESPONDED, DISMISSED -> true;
      case PENDING, READ -> false;
    };
  }
}
