package io.codedeveloper.platform.google;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.platform.Blob;
import io.codedeveloper.platform.BlobStore;
import io.codedeveloper.platform.DelayedTasks;
import io.codedeveloper.platform.Document;
import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.JobLauncher;
import io.codedeveloper.platform.LogStore;
import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.MessageBus;
import io.codedeveloper.platform.Page;
import io.codedeveloper.platform.Query;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.TickSchedule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Ports whose adapters are made when they are first used. An adapter's classes are not even loaded
/// before: a function is deployed with the clients that it needs, and no others.
final class LazyPorts {
  private LazyPorts() {}

  record Documents(Supplier<DocumentStore> real) implements DocumentStore {
    @Override
    public <T> T transact(Body<T> body) {
      return real.get().transact(body);
    }

    @Override
    public Optional<Document> get(DocumentPath path) {
      return real.get().get(path);
    }

    @Override
    public Page<Document> query(Query query) {
      return real.get().query(query);
    }
  }

  record Blobs(Supplier<BlobStore> real) implements BlobStore {
    @Override
    public Optional<Blob> read(String name) {
      return real.get().read(name);
    }

    @Override
    public WriteResult write(String name, byte[] content, Precondition precondition) {
      return real.get().write(name, content, precondition);
    }

    @Override
    public WriteResult delete(String name, Precondition precondition) {
      return real.get().delete(name, precondition);
    }

    @Override
    public Page<Entry> list(String prefix, int limit, Optional<String> cursor) {
      return real.get().list(prefix, limit, cursor);
    }
  }

  record Bus(Supplier<MessageBus> real) implements MessageBus {
    @Override
    public void publish(Topic topic, Message message) {
      real.get().publish(topic, message);
    }
  }

  record Jobs(Supplier<JobLauncher> real) implements JobLauncher {
    @Override
    public String launch(JobRequest request) {
      return real.get().launch(request);
    }

    @Override
    public void cancel(String execution) {
      real.get().cancel(execution);
    }

    @Override
    public Status status(String execution) {
      return real.get().status(execution);
    }
  }

  record Tasks(Supplier<DelayedTasks> real) implements DelayedTasks {
    @Override
    public void schedule(String name, Instant at, MessageBus.Topic topic, Message message) {
      real.get().schedule(name, at, topic, message);
    }
  }

  record Schedule(Supplier<TickSchedule> real) implements TickSchedule {
    @Override
    public void set(String name, Cadence cadence, Message tick) {
      real.get().set(name, cadence, tick);
    }

    @Override
    public void pause(String name) {
      real.get().pause(name);
    }

    @Override
    public void resume(String name) {
      real.get().resume(name);
    }

    @Override
    public Optional<Instant> next(String name) {
      return real.get().next(name);
    }

    @Override
    public Optional<Instant> next(String name, Cadence cadence, Instant now) {
      return CronText.of(cadence).next(now);
    }
  }

  record Secrets(Supplier<SecretSource> real) implements SecretSource {
    @Override
    public Optional<Secret> read(Name name) {
      return real.get().read(name);
    }

    @Override
    public Optional<Secret> readAnew(Name name) {
      return real.get().readAnew(name);
    }

    @Override
    public List<Secret> valid(Name name) {
      return real.get().valid(name);
    }
  }

  record Logs(Supplier<LogStore> real) implements LogStore {
    @Override
    public void append(Entry entry) {
      try {
        real.get().append(entry);
      } catch (IllegalStateException closed) {
        // An entry after the end fails nobody.
      }
    }

    @Override
    public List<Entry> tail(Selection selection, int limit) {
      return real.get().tail(selection, limit);
    }
  }
}
