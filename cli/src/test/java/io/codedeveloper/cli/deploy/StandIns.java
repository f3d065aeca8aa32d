package io.codedeveloper.cli.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Programs that stand in for Maven, gcloud and Terraform: they keep how they were called, and
/// leave behind and answer what the real ones would. A file `PROGRAM.fails` makes one fail where
/// its words are among the arguments.
record StandIns(Path directory) {
  static StandIns in(Path directory, String url) throws IOException {
    var programs = new StandIns(directory);
    Files.createDirectories(programs.folder());
    programs.write(
        "mvn",
        """
        case "$*" in *package) /bin/mkdir -p functions/target/deployment;; esac
        echo built
        """);
    programs.write(
        "gcloud",
        """
        case "$*" in
          "auth list"*) echo dev@example.org;;
          "auth application-default"*) echo ya29.token;;
          "projects describe"*) echo acme;;
        esac
        """);
    programs.write(
        "terraform",
        """
        case "$*" in
          *"output -json") echo '{"base_url":{"value":"%s"},"bucket":{"value":"acme-files"}}';;
        esac
        """
            .formatted(url));
    return programs;
  }

  private Path folder() {
    return directory.resolve("bin");
  }

  private void write(String name, String answers) throws IOException {
    var file = folder().resolve(name);
    Files.writeString(
        file,
        """
        #!/bin/sh
        printf '%%s\\n' "%s $*" >>"%s"
        if [ -n "$GITHUB_TOKEN" ]; then echo "it got a secret"; exit 9; fi
        if [ -f "%s" ]; then
          read -r words <"%s"
          case "$*" in *"$words"*) echo "the reason is: quota"; exit 3;; esac
        fi
        %s\
        """
            .formatted(name, calls(), failing(name), failing(name), answers));
    if (!file.toFile().setExecutable(true)) {
      throw new IOException(file + " cannot be made executable");
    }
  }

  /// Every call so far.
  List<String> called() throws IOException {
    return Files.exists(calls()) ? Files.readAllLines(calls()) : List.of();
  }

  void forgetCalls() throws IOException {
    Files.deleteIfExists(calls());
  }

  void uninstall(String program) throws IOException {
    Files.delete(folder().resolve(program));
  }

  /// From now on the program fails where these words are among its arguments.
  void fail(String program, String words) throws IOException {
    Files.writeString(failing(program), words + "\n");
  }

  void succeed(String program) throws IOException {
    Files.delete(failing(program));
  }

  Map<String, String> variables() {
    return Map.of(
        "PATH", folder().toString(),
        "GCP_PROJECT_ID", "acme",
        "GCP_LOCATION", "europe-west1",
        "GITHUB_TOKEN", "ghp_not-for-other-programs");
  }

  private Path calls() {
    return directory.resolve("calls");
  }

  private Path failing(String program) {
    return directory.resolve(program + ".fails");
  }
}
