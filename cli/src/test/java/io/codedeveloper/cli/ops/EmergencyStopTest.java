package io.codedeveloper.cli.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.auth.Role;
import io.codedeveloper.auth.Secret;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.api.ControlClient;
import io.codedeveloper.cli.api.HttpTransport;
import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.cli.person.Person;
import io.codedeveloper.cli.program.Programs;
import io.codedeveloper.cli.program.Questions;
import io.codedeveloper.cli.terminal.Console;
import io.codedeveloper.cli.terminal.Look;
import io.codedeveloper.cli.up.ServedFunctions;
import io.codedeveloper.platform.RandomIdSource;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An emergency stop where somebody takes what is asked and never answers.
final class EmergencyStopTest {
  /// For the start of a program in Java, and for writing the incident down.
  private static final Duration OURS = Duration.ofSeconds(10);

  private static final String API = "the API";
  private static final String GOOGLE = "Google Cloud";

  @TempDir Path home;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private ServerSocket silent;

  @BeforeEach
  void listen() throws IOException {
    silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    silent.close();
  }

  /// Time that passes only while somebody who is silent is waited for; others are waited for as
  /// long as they need.
  private record WaitedFor(Set<String> silent, AtomicLong now, Set<Duration> deadlines)
      implements Questions.Time {
    WaitedFor(String... silent) {
      this(Set.of(silent), new AtomicLong(), ConcurrentHashMap.newKeySet());
    }

    @Override
    public long nanos() {
      return now.get();
    }

    @Override
    public <T> T await(String whom, Future<T> answer, long until)
        throws InterruptedException, ExecutionException, TimeoutException {
      if (!silent.contains(whom)) {
        return answer.get();
      }
      deadlines.add(Duration.ofNanos(until));
      now.accumulateAndGet(until, Math::max);
      throw new TimeoutException();
    }
  }

  private String stopped(WaitedFor time, String url, String bearer) throws IOException {
    return stopped(time, url, bearer, List.of(new IncidentFile(home.resolve("incidents"))));
  }

  private String stopped(WaitedFor time, String url, String bearer, List<IncidentFile> folders)
      throws IOException {
    var with = surroundings();
    var token = Optional.of(Secret.of(bearer));
    UnaryOperator<String> here = command -> command + " --env prod";
    try (var site =
        new Site(
            () -> client(url, token, with, Optional.empty()),
            project -> client(url, token, with, Optional.of(project)),
            () ->
                new GoogleCloud(
                    Programs.with(with, home, home.resolve("log")), "acme", "europe-west1"),
            here,
            new Questions(EmergencyStopCommand.LONGEST, time))) {
      new StoppedSite(site, "Silence", Instant.EPOCH, with).stop(true, folders, false);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static ControlClient client(
      String url, Optional<Secret> token, Surroundings with, Optional<String> project) {
    return new ControlClient(
        new HttpTransport(url, () -> token, with.ids()), project, with.clock());
  }

  private Surroundings surroundings() throws IOException {
    var gcloud = Files.writeString(home.resolve("gcloud"), "#!/bin/sh\nexec cat \"$0.pipe\"\n");
    Files.setPosixFilePermissions(gcloud, PosixFilePermissions.fromString("rwx------"));
    var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    return new Surroundings(
        new Console(stream, stream, Look.PIPE),
        Map.of("PATH", home + ":" + System.getenv("PATH")),
        home,
        Clock.systemUTC(),
        new RandomIdSource(),
        Person.nobody());
  }

  private String silentUrl() {
    return "http://127.0.0.1:" + silent.getLocalPort();
  }

  private String incident() throws IOException {
    try (var files = Files.list(home.resolve("incidents"))) {
      return Files.readString(files.findFirst().orElseThrow());
    }
  }

  @Test
  void nobodyIsWaitedForLongerThanAllMayTakeHoweverSilentAllAre() throws IOException {
    mute();
    var time = new WaitedFor(API, GOOGLE);

    var said = stopped(time, silentUrl(), "nobody reads it");

    assertThat(Duration.ofNanos(time.now().get())).isEqualTo(EmergencyStopCommand.LONGEST);
    assertThat(time.deadlines()).allMatch(one -> one.compareTo(EmergencyStopCommand.LONGEST) <= 0);
    assertThat(said)
        .contains("it is not known whether that was done: the API did not answer within 40 s")
        .contains("next: project-manager cloud stop --force --env prod\n")
        .contains("next: gcloud tasks queues pause code-developer")
        .contains("| xargs -n 1 gcloud scheduler jobs pause")
        .contains("| xargs -n 1 gcloud run jobs executions cancel")
        .contains("| xargs -n 1 gcloud secrets versions disable --quiet --secret=GITHUB_TOKEN")
        .contains("daemon, if it ran before  project-manager cloud start --env prod")
        .contains("queue, if it ran before ");
    assertThat(incident())
        .contains("- [ ] queue: it is not known whether that was done")
        .contains("; by hand: `gcloud tasks queues pause code-developer ")
        .contains("- [ ] daemon, if it ran before: `project-manager cloud start --env prod`");
  }

  /// A gcloud that opens a pipe that nobody writes to.
  private void mute() throws IOException {
    try {
      new ProcessBuilder("mkfifo", home.resolve("gcloud.pipe").toString()).start().waitFor();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void daemonIsHaltedInTimeWhereGoogleIsSilent() throws IOException {
    mute();
    var time = new WaitedFor(GOOGLE);
    try (var served = new ServedFunctions(home)) {
      var said = stopped(time, served.url(), served.token(Role.OPERATOR));

      assertThat(Duration.ofNanos(time.now().get())).isEqualTo(EmergencyStopCommand.LONGEST);
      assertThat(said).contains("Google Cloud did not answer within 40 s");
    }
    assertThat(incident()).contains("- [x] daemon of p1: the daemon stops");
  }

  @Test
  void secondTryThatFailsKeepsTheUndoOfAFirstThatMayHaveDoneIt() {
    var plan = new Act.Plan("secret GITHUB_TOKEN", "gcloud disable", "gcloud enable");
    var tries =
        new ArrayDeque<RuntimeException>(
            List.of(new TransientException("it was late"), new UserErrorException("not yours")));
    try (var questions = new Questions(EmergencyStopCommand.LONGEST, new WaitedFor())) {
      var attempt =
          new Attempt(
              () -> List.of(plan),
              () -> questions.ask(GOOGLE, () -> List.of(plan.failed(tries.remove()))));
      questions.settle(1);
      attempt.again();

      var act = attempt.outcome().getFirst();

      assertThat(act.said()).startsWith("failed: not yours").contains("first try");
      assertThat(act.undo().command()).isEqualTo("gcloud enable");
    }
  }

  @Test
  void incidentThatNobodyTakesIsPrinted() throws IOException {
    mute();
    var taken = Files.writeString(home.resolve("taken"), "");

    var said =
        stopped(
            new WaitedFor(API, GOOGLE),
            silentUrl(),
            "nobody reads it",
            List.of(new IncidentFile(taken)));

    assertThat(said)
        .containsPattern("wrong +incident +is written down nowhere, keep it: ")
        .contains("# Incident: Silence\n", "### Status", "## How to undo it");
  }

  @Test
  void allThatIsWaitedForIsLessThanAMinute() {
    // One that confirms asks an installation for its name before.
    var closing = Questions.CLOSING.multipliedBy(2);
    assertThat(EmergencyStopCommand.LONGEST.plus(closing).plus(OURS))
        .isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void aSecondLookHasTimeForAListAndAChangeHoweverShortAllIs() {
    var left = 1000 * EmergencyStopCommand.LEAST * (1 - EmergencyStop.FIRST);
    assertThat(left).isGreaterThanOrEqualTo(Duration.ofSeconds(8).toMillis());
  }

  @Test
  void aSecondLookHasTimeForTwoCallsOfGcloudWhateverIsSilent() {
    var left = EmergencyStopCommand.LONGEST.toMillis() * (1 - EmergencyStop.FIRST);
    assertThat(left).isGreaterThanOrEqualTo(Duration.ofSeconds(15).toMillis());
  }
}
