package io.codedeveloper.simulation.world;

import io.codedeveloper.auth.Redactor;
import io.codedeveloper.auth.Secret;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.daemon.Ticks;
import io.codedeveloper.job.git.InMemoryOrigin;
import io.codedeveloper.platform.BlobStore;
import io.codedeveloper.platform.DelayedTasks;
import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.JobLauncher;
import io.codedeveloper.platform.MessageBus;
import io.codedeveloper.platform.Platform;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.TickSchedule;
import io.codedeveloper.platform.memory.InMemoryBlobStore;
import io.codedeveloper.platform.memory.InMemoryDocumentStore;
import io.codedeveloper.project.ProjectId;
import io.codedeveloper.simulation.engine.Scheduler;
import io.codedeveloper.simulation.engine.VirtualClock;
import io.codedeveloper.simulation.fake.Developer;
import io.codedeveloper.simulation.fake.InMemoryGitHost;
import io.codedeveloper.simulation.fake.InMemoryModel;
import io.codedeveloper.simulation.fault.FaultKind;
import io.codedeveloper.simulation.fault.FaultPlan;
import io.codedeveloper.simulation.fault.Trace;
import io.codedeveloper.simulation.platform.InMemoryJobs;
import io.codedeveloper.simulation.platform.InMemoryLogs;
import io.codedeveloper.simulation.platform.InMemorySecrets;
import io.codedeveloper.simulation.platform.InMemoryTickSchedule;
import io.codedeveloper.simulation.platform.Mailbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Everything that one seed has: time, the platform, the project, and the wire between them.
public final class World {
  public static final ProjectId PROJECT = new ProjectId("tool");
  public static final String TOKEN = "ghp_0123456789abcdefghijABCDEFGHIJ012345";
  public static final String KEY = "sk-ant-simulated-0123456789abcdef";

  private final SplittableRandom random;
  public final Scenario scenario;
  public final Scheduler scheduler;
  public final VirtualClock clock;
  public final FaultPlan faults;
  public final Trace trace;
  public final Wire wire;
  public final InMemoryDocumentStore documents;
  public final InMemoryBlobStore blobs = new InMemoryBlobStore();
  public final Mailbox mailbox;
  public final InMemoryTickSchedule schedule;
  public final InMemoryJobs jobs;
  public final InMemoryLogs logs = new InMemoryLogs();
  public final Machine machine = new Machine();
  public final InMemoryOrigin origin = new InMemoryOrigin("https://git.example/acme/tool");
  public final InMemoryGitHost host = new InMemoryGitHost(origin, "tool");
  public final InMemoryModel model;
  public final NotifiedServer server;
  public final Observations seen = new Observations();
  public final Redactor redactor;
  final Postman postman;
  final AnswersWatched answers;
  private final ProposalsWatched proposals;
  private final AppliedWatched applied;
  private final SecretSource secrets =
      new InMemorySecrets(
          Map.of(SecretSource.Name.GITHUB_TOKEN, TOKEN, SecretSource.Name.ANTHROPIC_API_KEY, KEY));
  private final Platform wired;
  private int ids;

  public World(long seed, @Nullable Consumer<String> reader) {
    random = new SplittableRandom(seed);
    scenario = Scenario.of(random.split());
    scheduler = new Scheduler(random.split());
    clock = new VirtualClock(scheduler);
    faults = FaultPlan.of(random.split());
    trace = new Trace(scheduler, reader);
    wire = new Wire(scheduler, faults, trace, random.split(), TOKEN);
    server = new NotifiedServer(wire);
    documents = new InMemoryDocumentStore(clock);
    mailbox = new Mailbox(clock);
    schedule = new InMemoryTickSchedule(clock, mailbox);
    redactor = new Redactor(List.of(Secret.of(TOKEN), Secret.of(KEY)));
    var developer = new Developer(random.nextLong(), Developer.Habits.LIVELY);
    model = new InMemoryModel(new FaultyMind(this, developer), clock);
    jobs = new InMemoryJobs(new JobHost(this));
    postman = new Postman(this);
    answers = new AnswersWatched(this);
    proposals = new ProposalsWatched(this);
    applied = new AppliedWatched(this);
    wired = wired();
  }

  /// A source of chance for one purpose.
  RandomGenerator chance() {
    return random.split();
  }

  /// The platform as a process has it, with a clock that is wrong by so much.
  Platform platform(Duration skew) {
    return new Platform(
        wired.documents(),
        wired.blobs(),
        wired.bus(),
        wired.jobs(),
        wired.delayedTasks(),
        wired.schedule(),
        wired.secrets(),
        wired.logs(),
        clock.skewed(skew),
        wired.ids());
  }

  private Platform wired() {
    var watched =
        new WatchedDocuments(
            documents,
            new io.codedeveloper.project.ProjectDocuments(PROJECT).project(),
            () -> wire.now(FaultKind.CONTENTION),
            (before, writes, at) -> {
              seen.committing(scheduler, before, writes, at);
              writes.forEach((path, fields) -> {
                proposals.look(path, fields, at);
                applied.look(before, path, fields);
              });
            });
    MessageBus bus =
        (topic, message) -> {
          seen.leak("a message", message.toString());
          mailbox.publish(topic, message);
          postman.look();
        };
    DelayedTasks delayed =
        (name, at, topic, message) -> {
          seen.leak("a task", message.toString());
          mailbox.schedule(name, at, topic, message);
          postman.look();
        };
    return new Platform(
        wire.port(
            DocumentStore.class,
            watched,
            Map.of(
                "transact", Line.transaction("documents.transact"),
                "get", Line.read("documents.get"),
                "query", Line.read("documents.query"))),
        wire.port(
            BlobStore.class,
            blobs,
            Map.of(
                "read", Line.read("blobs.read"),
                "write", Line.write("blobs.write"),
                "delete", Line.write("blobs.delete"),
                "list", Line.read("blobs.list"))),
        wire.port(MessageBus.class, bus, Map.of("publish", Line.service("bus.publish"))),
        wire.port(
            JobLauncher.class,
            jobs,
            Map.of(
                "launch", Line.launch("jobs.launch"),
                "cancel", Line.service("jobs.cancel"),
                "status", Line.service("jobs.status"))),
        wire.port(DelayedTasks.class, delayed, Map.of("schedule", Line.service("tasks.schedule"))),
        wire.port(
            TickSchedule.class,
            applied.watched(schedule),
            Map.of(
                "pause", Line.service("schedule.pause"),
                "resume", Line.service("schedule.resume"))),
        secrets,
        logs,
        clock,
        () -> "id-" + ++ids);
  }

  /// Whether a text tells what nobody may know.
  public static boolean holdsSecret(String text) {
    return text.contains(TOKEN) || text.contains(KEY);
  }

  /// Whether the work schedule ticks.
  boolean working() {
    return new Ticks(schedule).nextWork(PROJECT).isPresent();
  }

  /// I5: what the service has billed must be charged already.
  void billed() {
    seen.billed(model.bills().nanodollars(), clock.instant());
  }

  /// Forgets what only this world had on disk.
  public void close() {
    scheduler.shutDown();
    machine.close();
  }

  /// A person starts the daemon, which was stopped.
  public void startAgain() {
    new ApiUser(this, "ida").startOnce();
  }

  /// Sets the project up, as its owner once did.
  public void begin() {
    var owner = new InMemoryOrigin.Person("Olga", "olga@example.org", clock.instant());
    origin.commit("main", owner, "Begin\n", scenario.files());
    var project = new Projects(documents).create(PROJECT, scenario.settings());
    if (scenario.approval()) {
      new Projects(documents).update(PROJECT, known -> known.with("approval", "required"));
    }
    new Ticks(schedule).install(project);
    wire.watch(line -> seen.begins(scheduler, clock.instant(), line.name()));
    postman.begin();
    new ApiUser(this, "ann").begin(scenario.starts(), scenario.busy());
    new Editor(this, "eve").begin(scenario.busy());
    var bob = new GitUser(this, "bob");
    bob.begin(scenario.busy());
    wire.meddler(bob::meddle);
    if (scenario.reviewed()) {
      new GitUser(this, "rob").review();
    }
  }
}
