package io.codedeveloper.functions.api;

import io.codedeveloper.functions.http.EventStream;
import io.codedeveloper.functions.http.Problem;
import io.codedeveloper.notification.Notification;
import io.codedeveloper.notification.Notification.Status;
import io.codedeveloper.notification.Notifications;
import io.codedeveloper.project.ProjectId;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads notifications on and on, each once.
///
/// One may be found after another that is younger: transactions end in any order. So each look goes
/// back a little, and passes over what was sent.
final class NotificationReading {
  private static final int MOST_PENDING = 200;
  private static final int MOST_FOUND = 1000;

  /// Most looks find nothing new, and shall cost little.
  private static final int FIRST_PAGE = 5;

  private static final int FURTHER_PAGE = 100;
  private static final Duration LATE = Duration.ofSeconds(15);

  private final Notifications notifications;
  private final ProjectId project;
  private final Optional<Position> resumed;

  private Position position;
  private Set<String> known = Set.of();
  private boolean begun;

  /// @param resumed the last one that the client has; empty: it begins with those that are pending
  NotificationReading(
      Notifications notifications, ProjectId project, Optional<Position> resumed, Instant now) {
    this.notifications = notifications;
    this.project = project;
    this.resumed = resumed;
    this.position = resumed.orElse(new Position(now, ""));
  }

  /// Sends what was not sent yet.
  ///
  /// @return whether there was anything
  /// @throws IOException when the client has gone
  boolean send(EventStream stream) throws IOException {
    var found = since(position.at().minus(LATE));
    var fresh = begun ? fresh(found) : first(found);
    begun = true;
    known = found.stream().map(Notification::id).collect(Collectors.toSet());
    for (var one : fresh) {
      var its = Position.of(one);
      position = its.compareTo(position) > 0 ? its : position;
      stream.event(its.toString(), "notification", Words.of(one));
    }
    return !fresh.isEmpty();
  }

  private List<Notification> first(List<Notification> found) {
    if (resumed.isPresent()) {
      var last = resumed.get();
      return found.stream().filter(one -> Position.of(one).compareTo(last) > 0).toList();
    }
    var pending = Optional.of(Status.PENDING);
    return notifications.list(project, pending, MOST_PENDING, Optional.empty()).items().reversed();
  }

  private List<Notification> fresh(List<Notification> found) {
    return found.stream().filter(one -> !known.contains(one.id())).toList();
  }

  /// Those that were made since, oldest first.
  private List<Notification> since(Instant time) {
    var found = new ArrayList<Notification>();
    var size = FIRST_PAGE;
    for (var cursor = Optional.<String>empty(); ; size = FURTHER_PAGE) {
      var page = notifications.list(project, Optional.empty(), size, cursor);
      page.items().stream().filter(one -> !one.createdAt().isBefore(time)).forEach(found::add);
      var further = page.items().stream().noneMatch(one -> one.createdAt().isBefore(time));
      cursor = page.nextCursor();
      if (!further || cursor.isEmpty() || found.size() >= MOST_FOUND) {
        found.sort(Comparator.comparing(Position::of));
        return found;
      }
    }
  }

  /// The place of a notification among all.
  record Position(Instant at, String id) implements Comparable<Position> {
    private static final Pattern FORM = Pattern.compile("([0-9TZ:.-]{20,40})~(.{1,300})");

    static Position of(Notification notification) {
      return new Position(notification.createdAt(), notification.id());
    }

    /// @throws Problem 400 for what no event had
    static Position parse(String text) {
      var parts = FORM.matcher(text);
      try {
        if (parts.matches()) {
          return new Position(Instant.parse(parts.group(1)), parts.group(2));
        }
      } catch (DateTimeException noTime) {
        // Told below, as every other text that is none.
      }
      throw new Problem(400, "the header Last-Event-ID is not the id of an event of this stream");
    }

    @Override
    public int compareTo(Position other) {
      return Comparator.comparing(Position::at).thenComparing(Position::id).compare(this, other);
    }

    @Override
    public String toString() {
      return at + "~" + id;
    }
  }
}
