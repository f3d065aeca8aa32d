package io.codedeveloper.cli.deploy;

import com.google.gson.JsonParser;
import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.api.ScriptedApi;
import io.codedeveloper.cli.person.Person;
import io.codedeveloper.cli.terminal.Look;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A checkout, programs that stand in for the real ones, and an API that answers where Terraform
/// says that it is.
record Scene(Path home, Path checkout, StandIns programs, ScriptedApi api)
    implements AutoCloseable {
  static Scene in(Path home) throws IOException {
    var api = new ScriptedApi();
    api.on("GET /health", 200, "{\"status\":\"healthy\",\"environment\":\"test\"}");
    api.on("GET /", 200, "{\"name\":\"code-developer\"}");
    api.on("GET /alone/", 200, "{\"name\":\"code-developer\"}");
    var checkout = home.resolve("checkout");
    var scene = new Scene(home, checkout, StandIns.in(home, checkout, api.url()), api);
    scene.write("functions/src/main/java/A.java", "class A {}");
    scene.write("terraform/main.tf", "# everything");
    scene.write("terraform/envs/test.tfvars", "# small");
    scene.write("terraform/envs/prod.tfvars", "# large");
    return scene;
  }

  void write(String path, String text) throws IOException {
    Files.createDirectories(checkout.resolve(path).getParent());
    Files.writeString(checkout.resolve(path), text);
  }

  /// Runs a command of the group `cloud` for the environment `test`.
  CommandRun cloud(String command, String... more) {
    return with(programs.variables(), command, more);
  }

  CommandRun deploy(String... more) {
    return cloud("deploy", more);
  }

  CommandRun with(Map<String, String> variables, String command, String... more) {
    return by(Person.nobody(), variables, command, more);
  }

  CommandRun by(Person person, String command, String... more) {
    return by(person, programs.variables(), command, more);
  }

  private CommandRun by(
      Person person, Map<String, String> variables, String command, String... more) {
    var arguments =
        new ArrayList<>(List.of("cloud", command, "--env", "test", "--source", "checkout"));
    arguments.addAll(List.of(more));
    return CommandRun.by(person, home, variables, Look.PIPE, arguments.toArray(String[]::new));
  }

  /// The variables of the programs, and one more.
  Map<String, String> and(String name, String value) {
    var variables = new HashMap<>(programs.variables());
    variables.put(name, value);
    return variables;
  }

  /// Where what was deployed is kept.
  Path kept() {
    return checkout.resolve("target/deploy/acme/acme-code-developer-state/test");
  }

  /// Nobody knows any more which state of Terraform the last deployment left.
  void forgetState() throws IOException {
    var file = kept().resolveSibling("test.json");
    var known = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    known.remove("state of Terraform");
    Files.writeString(file, known.toString());
  }

  /// What was called, without what only looks whether it can begin.
  List<String> work() throws IOException {
    return programs.called().stream()
        .filter(call ->
            !call.matches(
                "uname .*|gcloud (auth|projects|billing|storage buckets describe) ?.*|terraform version .*|terraform .* (workspace list|state pull)( .*)?"))
        .toList();
  }

  /// What Terraform was told to apply.
  List<String> applies() throws IOException {
    return work().stream().filter(call -> call.contains(" apply ")).toList();
  }

  @Override
  public void close() {
    api.close();
  }
}
