package io.codedeveloper.cli.deploy;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.codedeveloper.cli.terminal.Console;
import io.codedeveloper.cli.terminal.Line;
import io.codedeveloper.cli.terminal.Style;
import io.codedeveloper.platform.UserErrorException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Does the steps to a target that are not done yet, and looks whether it answers.
record Deployment(Target target, Programs programs, Console console, Clock clock, boolean silent) {
  private static final Duration LONGEST_COMMAND = Duration.ofMinutes(45);
  private static final Duration LONGEST_QUESTION = Duration.ofMinutes(2);
  private static final String SMOKE_TEST = "smoke test";
  private static final String BASE_URL = "base_url";

  /// Does it.
  ///
  /// @return the URLs of the installation, by the names of Terraform's outputs
  /// @throws UserErrorException when a program fails
  /// @throws io.codedeveloper.cli.UnreachableException when what was deployed does not answer
  Map<String, String> run(SmokeTest smokeTest) {
    var steps = new Plan(target).steps();
    var finished = new FinishedSteps(target.state());
    var all = steps.size() + 1;
    for (var step : steps) {
      var number = steps.indexOf(step) + 1;
      if (finished.has(step)) {
        say(number, all, step.name(), "done before, and nothing it reads has changed");
        continue;
      }
      say(number, all, step.name(), step.purpose() + " …");
      var began = clock.instant();
      step.commands().forEach(command -> programs.run(command, LONGEST_COMMAND));
      finished.add(step);
      var seconds = Duration.between(began, clock.instant()).toSeconds();
      say(number, all, step.name(), "done in %d s".formatted(seconds));
    }
    var urls = urls();
    var health = urls.get(BASE_URL) + "/health";
    say(all, all, SMOKE_TEST, health + " …");
    smokeTest.check(health);
    say(all, all, SMOKE_TEST, "it answers");
    return urls;
  }

  /// Shows what [#run] would do now, and does nothing.
  void show() {
    var finished = new FinishedSteps(target.state());
    for (var step : new Plan(target).steps()) {
      if (finished.has(step)) {
        console.line("# %s: done before, and nothing it reads has changed".formatted(step.name()));
      } else {
        console.line("# %s: %s".formatted(step.name(), step.purpose()));
        step.commands().forEach(command -> console.line(shell(command)));
      }
    }
    console.line("# %s".formatted(SMOKE_TEST));
    console.line(shell(outputs()));
    console.line("# GET <%s>/health".formatted(BASE_URL));
  }

  /// As a shell would take it.
  private static String shell(List<String> command) {
    return String.join(
        " ",
        command.stream()
            .map(word ->
                word.matches("[A-Za-z0-9_@%+=:,./-]+")
                    ? word
                    : "'" + word.replace("'", "'\\''") + "'")
            .toList());
  }

  private void say(int number, int of, String step, String what) {
    if (!silent) {
      console.line(
          Line.of(Style.DIM, "[%d/%d] ".formatted(number, of))
              .and(Style.BOLD, "%-11s".formatted(step))
              .and(" " + what));
    }
  }

  private List<String> outputs() {
    return List.of("terraform", "-chdir=" + target.terraform(), "output", "-json");
  }

  private Map<String, String> urls() {
    var urls = new TreeMap<String, String>();
    var answer = programs.ask(outputs(), LONGEST_QUESTION).map(JsonParser::parseString);
    if (answer.orElse(JsonNull.INSTANCE) instanceof JsonObject all) {
      all.entrySet().forEach(output -> addUrl(urls, output.getKey(), output.getValue()));
    }
    if (!urls.containsKey(BASE_URL)) {
      throw new UserErrorException(
          "Terraform has no output '%s' with the address of the API; add it to %s"
              .formatted(BASE_URL, target.terraform()));
    }
    return urls;
  }

  private static void addUrl(Map<String, String> urls, String name, JsonElement output) {
    if (output instanceof JsonObject known
        && !new JsonPrimitive(true).equals(known.get("sensitive"))
        && known.get("value") instanceof JsonPrimitive value
        && value.getAsString().matches("https?://.*")) {
      urls.put(name, value.getAsString().replaceFirst("/+$", ""));
    }
  }
}
