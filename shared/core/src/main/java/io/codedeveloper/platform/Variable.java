package io.codedeveloper.platform;

import java.util.List;

/// An environment variable, declared once, by what reads it. The page of all settings is made of
/// these declarations.
///
/// @param usual what counts where it is not set, as Markdown; empty where nothing does
/// @param meaning as Markdown, in one sentence without a full stop
/// @param secret whether its value is never shown
/// @param readers who reads it
public record Variable(
    String name, String usual, String meaning, boolean secret, List<Reader> readers) {
  public Variable {
    if (!name.matches("[A-Z][A-Z0-9_]*")) {
      throw new IllegalArgumentException("not the name of a variable: " + name);
    }
    readers = readers.stream().distinct().sorted().toList();
  }

  /// Which platform a process runs on: [PlatformProvider#name].
  public static final Variable PLATFORM =
      of(
              "PLATFORM",
              "where they run; a module of that name must be there (`local up` says `local` to its"
                  + " jobs)",
              Reader.JOB,
              Reader.FUNCTIONS)
          .usually("google");

  /// What the installation is called; the usual one is the one in which nothing is for tests only.
  public static final Variable ENVIRONMENT =
      of("ENVIRONMENT", "name of the environment", Reader.JOB, Reader.FUNCTIONS)
          .usually("production");

  /// Google Cloud's id of the project.
  public static final Variable GOOGLE_PROJECT =
      of(
          "GCP_PROJECT_ID",
          "Google Cloud's id of the project",
          Reader.JOB,
          Reader.FUNCTIONS,
          Reader.DEPLOY,
          Reader.OPS);

  /// Where everything regional is in Google Cloud.
  public static final Variable GOOGLE_LOCATION =
      of(
          "GCP_LOCATION",
          "where everything regional is: `europe-west1`",
          Reader.JOB,
          Reader.FUNCTIONS,
          Reader.DEPLOY,
          Reader.OPS);

  /// One that has no default.
  public static Variable of(String name, String meaning, Reader... readers) {
    return new Variable(name, "", meaning, false, List.of(readers));
  }

  /// One whose value is never shown.
  public static Variable secret(String name, String meaning, Reader... readers) {
    return new Variable(name, "", meaning, true, List.of(readers));
  }

  /// The same with a default that is one value.
  public Variable usually(String value) {
    return usuallyAsDescribed("`" + value + "`");
  }

  /// The same with a default that takes words.
  public Variable usuallyAsDescribed(String markdown) {
    return new Variable(name, markdown, meaning, secret, readers);
  }

  /// Who reads a variable.
  public enum Reader {
    RUN_ONCE("run-once"),
    UP("up"),
    JOB("job"),
    FUNCTIONS("functions"),
    CLOUD("`cloud …`"),
    DEPLOY("`cloud deploy`"),
    OPS("`ops …`"),
    EVERY_COMMAND("every command");

    private final String shown;

    Reader(String shown) {
      this.shown = shown;
    }

    /// Its name for people.
    public String shown() {
      return shown;
    }
  }
}
