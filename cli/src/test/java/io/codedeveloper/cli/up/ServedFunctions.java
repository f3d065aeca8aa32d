package io.codedeveloper.cli.up;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.codedeveloper.auth.Role;
import io.codedeveloper.auth.Secret;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.file.FilePath;
import io.codedeveloper.file.Files;
import io.codedeveloper.file.RepositoryFile;
import io.codedeveloper.file.RepositoryMirror;
import io.codedeveloper.file.StoredFile;
import io.codedeveloper.functions.FunctionsConfiguration;
import io.codedeveloper.functions.Hosted;
import io.codedeveloper.functions.Wiring;
import io.codedeveloper.platform.Platform;
import io.codedeveloper.platform.RandomIdSource;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.local.LocalPlatform;
import io.codedeveloper.project.ProjectId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The functions over HTTP as `local up` serves them, on a project that no job works on.
public final class ServedFunctions implements AutoCloseable {
  public static final ProjectId PROJECT = new ProjectId("p1");
  public static final FilePath ROADMAP = new FilePath(ProjectSettings.DEFAULT_ROADMAP_PATH);

  /// What tokens are signed with.
  public static final String KEY = "k".repeat(48);

  private static final SecretSource USUAL_SECRETS =
      name -> Optional.of(KEY).filter(key -> name.name().equals("API_AUTH_SECRET")).map(Secret::of);

  private final Clock clock;
  private final SecretSource secrets;
  private final LocalPlatform platform;
  private final ApiServer server;
  private final String url;

  /// Serves on any free port what is kept below this directory.
  public ServedFunctions(Path directory) {
    this(directory, Clock.systemUTC());
  }

  public ServedFunctions(Path directory, Clock clock) {
    this(directory, clock, USUAL_SECRETS, FunctionsConfiguration.local());
  }

  /// @param secrets has the key that tokens are signed with
  public ServedFunctions(
      Path directory, Clock clock, SecretSource secrets, FunctionsConfiguration configuration) {
    this.clock = clock;
    this.secrets = secrets;
    platform =
        LocalPlatform.open(
            directory.resolve("served"),
            clock,
            new RandomIdSource(),
            Map.of(),
            secrets,
            request -> {
              throw new IllegalStateException("no jobs here");
            });
    new Projects(ports().documents()).create(PROJECT, ProjectSettings.of("/somewhere.git"));
    Hosted.host(new Hosted(ports(), configuration, Wiring::pause));
    server = ApiServer.start(0);
    url = server.url();
  }

  public Platform ports() {
    return platform.ports();
  }

  public String url() {
    return url;
  }

  public String token(Role role) {
    return Wiring.tokens(secrets, FunctionsConfiguration.local(), clock)
        .mint("user", role, Duration.ofHours(1));
  }

  /// What leads a command here, as an operator.
  public Map<String, String> variables() {
    return variables(Role.OPERATOR);
  }

  public Map<String, String> variables(Role role) {
    return Map.of("CODE_DEVELOPER_URL", url(), "CODE_DEVELOPER_TOKEN", token(role));
  }

  /// Has the repository hold this file, as an iteration found it.
  public void inRepository(FilePath path, byte[] content) {
    files().mirror(path, content);
  }

  /// Has the repository hold a file with a secret, which is not copied.
  public void inRepositoryOnly(FilePath path) {
    var file = new RepositoryFile(path.value(), "0".repeat(40), 1, true);
    new RepositoryMirror(ports().blobs(), PROJECT, files(), ROADMAP)
        .update("commit", () -> List.of(file), content -> Optional.empty(), () -> false);
  }

  /// Has the repository contradict what was saved, as an iteration finds it.
  public void conflict(FilePath path, String both, String theirs) {
    var edit =
        files().pendingEdits().stream()
            .filter(one -> one.path().equals(path))
            .findFirst()
            .orElseThrow();
    files().putBoth(edit, both.getBytes(UTF_8), theirs.getBytes(UTF_8));
  }

  public void roadmap(String text) {
    inRepository(ROADMAP, text.getBytes(UTF_8));
  }

  /// Somebody else saves a file.
  public void saved(FilePath path, String text) {
    files().write(path, text.getBytes(UTF_8), "somebody", Optional.empty());
  }

  /// A file as everybody sees it now.
  public String text(FilePath path) {
    return new String(files().read(path).map(StoredFile::content).orElseThrow(), UTF_8);
  }

  private Files files() {
    return new Files(ports().blobs(), clock, PROJECT, ROADMAP);
  }

  /// Answers no longer; what is stored stays.
  public void stopServing() {
    server.close();
  }

  @Override
  public void close() {
    server.close();
    Hosted.clear();
    platform.close();
  }
}
