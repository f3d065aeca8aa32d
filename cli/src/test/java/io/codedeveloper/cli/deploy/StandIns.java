package io.codedeveloper.cli.deploy;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
          "billing projects describe"*) /bin/cat "%1$s/billing" 2>/dev/null || echo True;;
          "storage buckets create"*) /bin/rm -f "%1$s/no-bucket";;
          "storage buckets describe"*)
            if [ ! -f "%1$s/no-bucket" ]; then echo acme-code-developer-state; fi;;
          "secrets versions list"*) /bin/cat "%1$s/secret-$4" 2>/dev/null || true;;
          "secrets versions add"*) /bin/cat >"%1$s/secret-$4";;
        esac
        """
            .formatted(directory));
    programs.write(
        programs.folder().resolve("terraform"),
        """
        printf '%%s\n' "$TF_DATA_DIR" >>"%1$s/data-directories"
        changes="%1$s/changes-${TF_DATA_DIR##*/}"
        case "$*" in
          "version -json") /bin/cat "%1$s/version" 2>/dev/null || echo '{"terraform_version":"1.11.0"}';;
          *" init "*) echo providers >terraform/.terraform.lock.hcl;;
          *"workspace list"*) echo "* default"; /bin/cat "%1$s/no-workspace" 2>/dev/null || echo "  test";;
          *" apply "*|*" destroy "*)
            echo change >>"$changes"
            if [ -f "%1$s/halfway" ] && [ "${*#*-target=}" = "$*" ]; then
              echo "it ends halfway"; exit 1
            fi;;
          *"state pull")
            if [ -f "$changes" ]; then
              echo "{\"lineage\":\"l\",\"serial\":$(/usr/bin/wc -l <"$changes"),"
              echo "\"resources\":[$(/bin/cat "%1$s/resources" 2>/dev/null)]}"
            fi;;
          *"output -json") /bin/cat "%1$s/outputs.json";;
          *" plan "*) /bin/cat "%1$s/plan.json";;
          *" show "*) /bin/cat "%1$s/state.json";;
        esac
        """
            .formatted(directory));
    programs.write(programs.emulator(), "");
    programs.machine("Linux x86_64");
    programs.outputs(
        """
        {"base_url":{"value":"%1$s"},"bucket":{"value":"acme-files"},
         "urls":{"value":{"health":"%1$s/alone/"}},
         "hook":{"sensitive":true,"value":"https://example.org/?key=1"}}
        """
            .formatted(url));
    return programs;
  }

  /// What Terraform tells of what it made.
  void outputs(String json) throws IOException {
    Files.writeString(directory.resolve("outputs.json"), json);
  }

  /// What Terraform would change, an event of JSON a line.
  void plan(String events) throws IOException {
    Files.writeString(directory.resolve("plan.json"), events);
  }

  /// What Terraform has made.
  void state(String json) throws IOException {
    Files.writeString(directory.resolve("state.json"), json);
  }

  /// The state that is pulled has this database, and nothing else that anybody looks at.
  void database(String name) throws IOException {
    pulled("google_firestore_database", "this", "\"name\":\"%s\"".formatted(name));
  }

  /// The state that is pulled has a job with this image, and nothing else that anybody looks at.
  void jobImage(String image) throws IOException {
    var containers = "[{\"containers\":[{\"image\":\"%s\"}]}]".formatted(image);
    pulled(
        "google_cloud_run_v2_job",
        "iteration",
        "\"template\":[{\"task_count\":1,\"template\":%s}]".formatted(containers));
  }

  private void pulled(String type, String name, String attributes) throws IOException {
    Files.writeString(
        directory.resolve("resources"),
        """
        {"mode":"managed","type":"%s","name":"%s","instances":[{"schema_version":0,"attributes":{%s}}]}
        """
            .formatted(type, name, attributes));
  }

  /// The kind of machine that `uname` tells.
  void machine(String kind) throws IOException {
    write(folder().resolve("uname"), "echo '%s'\n".formatted(kind));
  }

  /// gcloud has not installed the emulator that a build needs.
  void withoutEmulator() throws IOException {
    Files.delete(emulator());
  }

  private Path emulator() {
    return directory.resolve("platform/cloud-firestore-emulator/cloud-firestore-emulator.jar");
  }

  /// There is no bucket for Terraform's state until somebody makes it.
  void withoutBucket() throws IOException {
    Files.createFile(directory.resolve("no-bucket"));
  }

  /// The Terraform that is installed has this version.
  void terraformVersion(String version) throws IOException {
    Files.writeString(
        directory.resolve("version"), "{\"terraform_version\":\"%s\"}".formatted(version));
  }

  /// Nobody ever made the environment.
  void withoutWorkspace() throws IOException {
    Files.createFile(directory.resolve("no-workspace"));
  }

  /// Somebody elsewhere changes what there is.
  void changeElsewhere() throws IOException {
    Files.writeString(
        directory.resolve("changes-test-acme-code-developer-state"), "change\n", APPEND, CREATE);
  }

  /// From now on Terraform changes something and then fails.
  void failHalfway() throws IOException {
    Files.createFile(directory.resolve("halfway"));
  }

  void succeedToTheEnd() throws IOException {
    Files.delete(directory.resolve("halfway"));
  }

  /// Nobody pays for the project.
  void unpaid() throws IOException {
    Files.writeString(directory.resolve("billing"), "False\n");
  }

  /// Where Terraform was told to keep which state is open, at each call.
  List<String> dataDirectories() throws IOException {
    return Files.readAllLines(directory.resolve("data-directories"));
  }

  /// The newest value of a secret; empty where it has none.
  Optional<String> secret(String name) throws IOException {
    var file = directory.resolve("secret-" + name);
    return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
  }

  /// A secret has a value already.
  void giveSecret(String name, String value) throws IOException {
    Files.writeString(directory.resolve("secret-" + name), value);
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
