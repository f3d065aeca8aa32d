package io.codedeveloper.platform.google.testing;

import com.google.cloud.tasks.v2.CloudTasksGrpc.CloudTasksImplBase;
import com.google.cloud.tasks.v2.CreateTaskRequest;
import com.google.cloud.tasks.v2.HttpMethod;
import com.google.cloud.tasks.v2.QueueName;
import com.google.cloud.tasks.v2.Task;
import com.google.cloud.tasks.v2.TaskName;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Cloud Tasks: CreateTask with HTTP requests, names that are remembered for an hour after the task
/// was done, and real calls by [#dispatchDue], repeated with backoff until they succeed.
///
/// Enforces queues, names, the size and how far ahead a task may lie. Left out: every other method,
/// App Engine, rate limits, a dispatch deadline, tokens (a call carries `Bearer oauth:<account>` or
/// `Bearer oidc:<account>`), and calls of its own accord.
public final class TasksServer extends CloudTasksImplBase implements AutoCloseable {
  private static final Duration REMEMBERED = Duration.ofHours(1);
  private static final Duration FARTHEST = Duration.ofDays(30);
  private static final int LARGEST = 1_048_576;
  private static final int MOST_ATTEMPTS = 100;
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
  private static final Duration LONGEST_BACKOFF = Duration.ofHours(1);
  private static final Duration LONGEST_CALL = Duration.ofSeconds(20);

  private final Clock clock;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Set<String> queues = new HashSet<>();
  private final Map<String, Pending> pending = new HashMap<>();
  private final Map<String, Instant> done = new HashMap<>();
  private final ServiceServer server = ServiceServer.start(this);

  private record Pending(Task task, Instant due, int attempts) {}

  /// @param clock that says what is due, and what is forgotten
  public TasksServer(Clock clock) {
    this.clock = clock;
  }

  /// The server itself, for its address and its failures.
  public ServiceServer server() {
    return server;
  }

  public synchronized void createQueue(String project, String location, String queue) {
    queues.add(QueueName.of(project, location, queue).toString());
  }

  /// The tasks that were not done yet, the next one first.
  public synchronized List<Task> pending() {
    return pending.values().stream()
        .sorted(Comparator.comparing(Pending::due))
        .map(Pending::task)
        .toList();
  }

  /// Makes the calls that are due, each once.
  public synchronized void dispatchDue() {
    var now = clock.instant();
    var due = new ArrayList<Map.Entry<String, Pending>>();
    pending.entrySet().stream()
        .filter(entry -> !entry.getValue().due().isAfter(now))
        .sorted(Map.Entry.comparingByValue(Comparator.comparing(Pending::due)))
        .forEach(entry -> due.add(Map.entry(entry.getKey(), entry.getValue())));
    due.forEach(entry -> dispatch(entry.getKey(), entry.getValue(), now));
  }

  private void dispatch(String name, Pending task, Instant now) {
    var attempts = task.attempts() + 1;
    if (call(task.task()) || attempts >= MOST_ATTEMPTS) {
      pending.remove(name);
      done.put(name, now);
      return;
    }
    var backoff = FIRST_BACKOFF.multipliedBy(1L << Math.min(attempts, 16));
    var wait = backoff.compareTo(LONGEST_BACKOFF) < 0 ? backoff : LONGEST_BACKOFF;
    pending.put(name, new Pending(task.task(), now.plus(wait), attempts));
  }

  private boolean call(Task task) {
    var asked = task.getHttpRequest();
    var request =
        HttpRequest.newBuilder(URI.create(asked.getUrl()))
            .timeout(LONGEST_CALL)
            .POST(HttpRequest.BodyPublishers.ofByteArray(asked.getBody().toByteArray()));
    asked.getHeadersMap().forEach(request::header);
    if (asked.hasOauthToken()) {
      request.header(
          "Authorization", "Bearer oauth:" + asked.getOauthToken().getServiceAccountEmail());
    } else if (asked.hasOidcToken()) {
      request.header(
          "Authorization", "Bearer oidc:" + asked.getOidcToken().getServiceAccountEmail());
    }
    try {
      return http.send(request.build(), BodyHandlers.discarding()).statusCode() / 100 == 2;
    } catch (IOException unreachable) {
      return false;
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void createTask(CreateTaskRequest request, StreamObserver<Task> call) {
    Answers.answer(call, () -> create(request));
  }

  private synchronized Task create(CreateTaskRequest request) {
    if (!queues.contains(request.getParent())) {
      throw Answers.notFound("Queue " + request.getParent());
    }
    var task = request.getTask();
    check(request.getParent(), task);
    var now = clock.instant();
    done.values().removeIf(at -> !now.isBefore(at.plus(REMEMBERED)));
    if (pending.containsKey(task.getName()) || done.containsKey(task.getName())) {
      throw Status.ALREADY_EXISTS
          .withDescription(
              "The task cannot be created because a task with this name existed too recently.")
          .asRuntimeException();
    }
    var at =
        Instant.ofEpochSecond(
            task.getScheduleTime().getSeconds(), task.getScheduleTime().getNanos());
    if (at.isAfter(now.plus(FARTHEST))) {
      throw Answers.invalid("the schedule time is more than 30 days ahead");
    }
    pending.put(task.getName(), new Pending(task, at.isBefore(now) ? now : at, 0));
    return task;
  }

  private static void check(String queue, Task task) {
    var isNamed =
        TaskName.isParsableFrom(task.getName())
            && task.getName().startsWith(queue + "/tasks/")
            && TaskName.parse(task.getName()).getTask().matches("[A-Za-z0-9_-]{1,500}");
    if (!isNamed) {
      throw Answers.invalid("a task of this server needs a name in its queue: " + task.getName());
    }
    if (!task.hasHttpRequest()
        || task.getHttpRequest().getHttpMethod() != HttpMethod.POST
        || !task.getHttpRequest().getUrl().matches("https?://.+")) {
      throw Answers.invalid("only HTTP requests by POST are part of this server");
    }
    if (task.getSerializedSize() > LARGEST) {
      throw Answers.invalid("Task size too large");
    }
  }

  @Override
  public void close() {
    server.close();
    http.close();
  }
}
