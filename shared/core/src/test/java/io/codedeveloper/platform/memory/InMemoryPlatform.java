package io.codedeveloper.platform.memory;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.platform.DelayedTasks;
import io.codedeveloper.platform.JobLauncher;
import io.codedeveloper.platform.LogStore;
import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.MessageBus;
import io.codedeveloper.platform.Platform;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.TickSchedule;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// A platform in memory. Nothing happens by itself: messages, launches and ticks are kept for the
/// test to look at.
public final class InMemoryPlatform {
  public final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
  public final InMemoryDocumentStore documents = new InMemoryDocumentStore(clock);
  public final InMemoryBlobStore blobs = new InMemoryBlobStore();
  public final Bus bus = new Bus();
  public final Jobs jobs = new Jobs();
  public final Delayed delayed = new Delayed();
  public final Schedule schedule = new Schedule();
  public final Map<SecretSource.Name, Secret> secrets = new EnumMap<>(SecretSource.Name.class);
  public final Logs logs = new Logs();
  private int ids;

  public Platform platform() {
    return new Platform(
        documents,
        blobs,
        bus,
        jobs,
        delayed,
        schedule,
        name -> Optional.ofNullable(secrets.get(name)),
        logs,
        clock,
        () -> "id-" + ++ids);
  }

  /// Keeps what is published until it is taken.
  public static final class Bus implements MessageBus {
    public final List<Message> published = new ArrayList<>();
    public boolean reachable = true;

    @Override
    public void publish(Topic topic, Message message) {
      if (!reachable) {
        throw new TransientException("the bus was told not to answer");
      }
      published.add(message);
    }

    /// All messages so far, which are gone then.
    public List<Message> take() {
      var taken = List.copyOf(published);
      published.clear();
      return taken;
    }
  }

  /// Keeps what was launched, and answers as told.
  public static final class Jobs implements JobLauncher {
    public final List<JobRequest> launched = new ArrayList<>();
    public final List<String> cancelled = new ArrayList<>();
    public final Map<String, Status> states = new HashMap<>();
    public Optional<RuntimeException> failure = Optional.empty();
    public Optional<RuntimeException> cancelFailure = Optional.empty();

    @Override
    public String launch(JobRequest request) {
      if (failure.isPresent()) {
        throw failure.get();
      }
      launched.add(request);
      var name = "execution-" + launched.size();
      states.put(name, Status.RUNNING);
      return name;
    }

    @Override
    public void cancel(String execution) {
      if (cancelFailure.isPresent()) {
        throw cancelFailure.get();
      }
      cancelled.add(execution);
      states.put(execution, Status.CANCELLED);
    }

    @Override
    public Status status(String execution) {
      return states.getOrDefault(execution, Status.UNKNOWN);
    }
  }

  /// Keeps what is due later, one task a name.
  public static final class Delayed implements DelayedTasks {
    public Optional<RuntimeException> failure = Optional.empty();
    public final Map<String, Instant> due = new LinkedHashMap<>();
    public final Map<String, Message> messages = new LinkedHashMap<>();

    @Override
    public void schedule(String name, Instant at, MessageBus.Topic topic, Message message) {
      failure.ifPresent(why -> {
        throw why;
      });
      due.putIfAbsent(name, at);
      messages.putIfAbsent(name, message);
    }
  }

  /// Keeps which schedules there are and which are paused.
  public static final class Schedule implements TickSchedule {
    public final Map<String, Message> ticks = new LinkedHashMap<>();
    public final Map<String, Cadence> cadences = new LinkedHashMap<>();
    public final Map<String, Boolean> paused = new HashMap<>();
    public Optional<UserErrorException> failure = Optional.empty();

    @Override
    public void set(String name, Cadence cadence, Message tick) {
      refuse();
      cadences.put(name, cadence);
      ticks.put(name, tick);
    }

    @Override
    public void pause(String name) {
      refuse();
      paused.put(name, true);
    }

    @Override
    public void resume(String name) {
      refuse();
      paused.put(name, false);
    }

    private void refuse() {
      if (failure.isPresent()) {
        throw failure.get();
      }
    }

    @Override
    public Optional<Instant> next(String name) {
      refuse();
      var ticking = ticks.containsKey(name) && !paused.getOrDefault(name, false);
      return ticking ? Optional.of(Instant.parse("2026-03-01T13:00:00Z")) : Optional.empty();
    }
  }

  /// Keeps log entries.
  public static final class Logs implements LogStore {
    public final List<Entry> entries = new CopyOnWriteArrayList<>();
    public boolean reachable = true;
    public Runnable beforeTail = () -> {};

    @Override
    public void append(Entry entry) {
      entries.add(entry);
    }

    @Override
    public List<Entry> tail(Selection selection, int limit) {
      beforeTail.run();
      if (!reachable) {
        throw new TransientException("the logs were told not to answer");
      }
      var found =
          entries.stream()
              .filter(selection::includes)
              .sorted(Comparator.comparing(Entry::at))
              .toList();
      return found.subList(Math.max(0, found.size() - limit), found.size());
    }
  }
}
