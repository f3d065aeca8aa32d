package io.codedeveloper.cli.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Programs that stand in for a checkout's `dev`, Maven, gcloud and Terraform: they keep how they
/// were called, and leave behind and answer what the real ones would. A file `PROGRAM.fails` makes
/// one fail where its words are among the arguments.
record StandIns(Path directory) {
  /// @param checkout gets a `dev`
  /// @param url that Terraform tells for the API
  static StandIns in(Path directory, Path checkout, String url) throws IOException {
    var programs = new StandIns(directory);
    programs.write(
        checkout.resolve("dev"),
        """
        /bin/mkdir -p functions/target/deployment
        echo built
        """);
    programs.write(programs.folder().resolve("mvn"), "exit 1\n");
    programs.write(
        programs.folder().resolve("gcloud"),
        """
        case "$*" in
          "auth list"*) echo dev@example.org;;
          "auth application-default"*) echo ya29.token;;
          "projects describe"*) echo acme;;
          "storage buckets describe"*) echo acme-code-developer-state;;
        esac
        """);
    programs.write(
        programs.folder().resolve("terraform"),
        """
        case "$*" in
          *" init "*) echo providers >terraform/.terraform.lock.hcl;;
          *"output -json") echo '{"base_url":{"value":"%s"},"bucket":{"value":"acme-files"},
            "urls":{"value":{"health":"https://health.example.org/"}},
            "hook":{"sensitive":true,"value":"https://example.org/?key=1"}}';;
        esac
        """
            .formatted(url));
    return programs;
  }

  private Path folder() {
    return directory.resolve("bin");
  }

  private void write(Path file, String answers) throws IOException {
    var name = file.getFileName().toString();
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        #!/bin/sh
        printf '%%s\\n' "%s $*" >>"%s"
        if [ -n "$GITHUB_TOKEN$CODE_DEVELOPER_TOKEN" ]; then echo "it got a secret"; exit 9; fi
        if [ -f "%s" ]; then
          read -r words <"%s"
          case "$*" in *"$words"*) echo "the reason is: quota for ya29.0123456789abcdefghijk"; exit 3;; esac
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
        "GITHUB_TOKEN", "ghp_not-for-other-programs",
        "CODE_DEVELOPER_TOKEN", "nor-this");
  }

  private Path calls() {
    return directory.resolve("calls");
  }

  private Path failing(String program) {
    return directory.resolve(program + ".fails");
  }
}
