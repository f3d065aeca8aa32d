package io.codedeveloper.notification.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.codedeveloper.notification.Notification;
import io.codedeveloper.notification.Notifications;
import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.Query;
import io.codedeveloper.project.ProjectDocuments;
import io.codedeveloper.project.ProjectId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Hands notifications over to people, each effectively once.
///
/// A notification's document is also the order to deliver it: whoever stores the one has stored the
/// other. A try is noted before it is made, so that two who are told of the same one make one try;
/// a crash in between costs a pause, and may show the other side the same id twice.
public final class Deliveries {
  private static final int MOST_AT_ONCE = 20;
  private static final int ID_DIGITS = 32;

  private final DocumentStore store;
  private final List<Channel> channels;

  public Deliveries(DocumentStore store, List<Channel> channels) {
    this.store = store;
    this.channels = List.copyOf(channels);
  }

  /// Those that are to be delivered, the first ones first.
  public List<Notification> first(ProjectId project) {
    if (channels.isEmpty()) {
      return List.of();
    }
    var all = Query.of(new ProjectDocuments(project).notifications(), "deliverAt");
    return store.query(all.limit(MOST_AT_ONCE)).items().stream()
        .map(document -> new Notification(document.id(), document.fields()))
        .toList();
  }

  /// What the other side knows a notification by: plain letters and digits, the same at every try.
  public static String id(ProjectId project, String notification) {
    try {
      var name = (project + "/" + notification).getBytes(UTF_8);
      var digest = MessageDigest.getInstance("SHA-256").digest(name);
      return HexFormat.of().formatHex(digest).substring(0, ID_DIGITS);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  /// Tries to deliver a notification whose time has come; nothing happens for any other.
  ///
  /// @return it as it is then; empty where nothing was to be done
  /// @throws io.codedeveloper.platform.TransientException when the store does not answer, or nobody
  ///   can say now which channels there are
  public Optional<Notification> attempt(ProjectId project, String id) {
    var takers = store.transact(tx -> Notifications.find(tx, project, id)).map(this::takers);
    if (takers.isEmpty()) {
      return Optional.empty();
    }
    var begun = begin(project, id, takers.get());
    return begun
        .filter(one -> one.deliverAt().isPresent())
        .map(one -> note(project, one, sent(project, one, takers.get())))
        .or(() -> begun);
  }

  private List<Channel> takers(Notification notification) {
    return notification.deliverAt().isEmpty()
        ? List.of()
        : channels.stream()
            .filter(channel -> new Progress(notification).isOpen(channel.name()))
            .filter(channel -> channel.takes(notification))
            .toList();
  }

  private Optional<Notification> begin(ProjectId project, String id, List<Channel> takers) {
    return store.transact(tx -> {
      var known = Notifications.find(tx, project, id).map(Progress::new);
      if (known.filter(one -> one.isDue(tx.time())).isEmpty()) {
        return Optional.empty();
      }
      var next = next(known.get(), takers, tx.time()).notification();
      Notifications.put(tx, project, next);
      return Optional.of(next);
    });
  }

  private static Progress next(Progress known, List<Channel> takers, Instant now) {
    if (takers.isEmpty() || known.isPointless(now)) {
      return known.over();
    }
    return known.isExhausted()
        ? known.givenUp(
            takers.stream().map(Channel::name).toList(), "the last try was cut off", now)
        : known.begun(now);
  }

  private static Map<String, Receipt> sent(
      ProjectId project, Notification notification, List<Channel> takers) {
    var receipts = new LinkedHashMap<String, Receipt>();
    for (var channel : takers) {
      receipts.put(
          channel.name(), channel.send(project, notification, id(project, notification.id())));
    }
    return receipts;
  }

  /// People may have answered or dismissed it meanwhile: only what is about the delivery changes.
  private Notification note(ProjectId project, Notification begun, Map<String, Receipt> receipts) {
    return store.transact(tx -> {
      var known = Notifications.find(tx, project, begun.id());
      if (known.isEmpty()) {
        return new Progress(begun).over().notification();
      }
      var tried = begun.deliveryTries();
      var noted = new Progress(known.get()).after(tried, receipts, tx.time()).notification();
      return Notifications.put(tx, project, noted);
    });
  }
}
