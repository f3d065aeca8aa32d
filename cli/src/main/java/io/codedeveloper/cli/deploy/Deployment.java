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
  private static final String OPENING = "open";
  private static final String SMOKE_TEST = "smoke test";
  private static final String DONE_BEFORE = "done before, and nothing it reads has changed";

  /// Those of the plan, what opens it, and the smoke test.
  private static final int STEPS = 5;

  private static final String BASE_URL = "base_url";

  /// Does it.
  ///
  /// @return the URLs of the installation, by the names of Terraform's outputs
  /// @throws UserErrorException when a program fails
  /// @throws io.codedeveloper.cli.UnreachableException when what was deployed does not answer
  Map<String, String> run(SmokeTest smokeTest) {
    say(1, OPENING, "Terraform's state of " + target.environment() + " …");
    terraform().opening().forEach(this::execute);
    var steps = new Plan(target).steps();
    var finished = new FinishedSteps(target.state());
    for (var step : steps) {
      perform(step, steps.indexOf(step) + 2, finished);
    }
    var urls = urls();
    var health = urls.get(BASE_URL) + "/health";
    say(STEPS, SMOKE_TEST, health + " …");
    smokeTest.check(health);
    say(STEPS, SMOKE_TEST, "it answers");
    return urls;
  }

  private void perform(Step step, int number, FinishedSteps finished) {
    if (finished.has(step)) {
      say(number, step.name(), DONE_BEFORE);
      return;
    }
    say(number, step.name(), step.purpose() + " …");
    var began = clock.instant();
    step.commands().forEach(this::execute);
    finished.add(step);
    var seconds = Duration.between(began, clock.instant()).toSeconds();
    say(number, step.name(), "done in %d s".formatted(seconds));
  }

  private void execute(List<String> command) {
    programs.run(command, LONGEST_COMMAND);
  }

  private Terraform terraform() {
    return new Terraform(target);
  }

  /// Shows what [#run] would do now, and does nothing.
  void show() {
    show(OPENING, terraform().opening());
    var finished = new FinishedSteps(target.state());
    for (var step : new Plan(target).steps()) {
      if (finished.has(step)) {
        show(step.name() + ": " + DONE_BEFORE, List.of());
      } else {
        show(step.name() + ": " + step.purpose(), step.commands());
      }
    }
    show(SMOKE_TEST, List.of(terraform().outputs()));
    console.line("# GET <%s>/health".formatted(BASE_URL));
  }

  private void show(String title, List<List<String>> commands) {
    console.line("# " + title);
    commands.forEach(command -> console.line(shell(command)));
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

  private void say(int number, String step, String what) {
    if (!silent) {
      console.line(
          Line.of(Style.DIM, "[%d/%d] ".formatted(number, STEPS))
              .and(Style.BOLD, "%-11s".formatted(step))
              .and(" " + what));
    }
  }

  private Map<String, String> urls() {
    var urls = new TreeMap<String, String>();
    var answer = programs.ask(terraform().outputs(), LONGEST_QUESTION).map(JsonParser::parseString);
    if (answer.orElse(JsonNull.INSTANCE) instanceof JsonObject all) {
      all.entrySet().stream()
          .filter(output -> isShown(output.getValue()))
          .forEach(output ->
              addUrls(urls, output.getKey(), output.getValue().getAsJsonObject().get("value")));
    }
    if (!urls.containsKey(BASE_URL)) {
      throw new UserErrorException(
          "Terraform has no output '%s' with the address of the API; add it to %s"
              .formatted(BASE_URL, Terraform.folder(target)));
    }
    return urls;
  }

  private static boolean isShown(JsonElement output) {
    return output instanceof JsonObject known
        && known.has("value")
        && !new JsonPrimitive(true).equals(known.get("sensitive"));
  }

  /// Those of an object have its name in theirs.
  private static void addUrls(Map<String, String> urls, String name, JsonElement value) {
    if (value instanceof JsonPrimitive text && text.getAsString().matches("https?://.*")) {
      urls.put(name, text.getAsString().replaceFirst("/+$", ""));
    } else if (value instanceof JsonObject several) {
      several.entrySet().forEach(one -> addUrls(urls, name + "." + one.getKey(), one.getValue()));
    }
  }
}
