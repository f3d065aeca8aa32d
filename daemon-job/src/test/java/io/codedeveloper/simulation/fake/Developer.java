package io.codedeveloper.simulation.fake;

import io.codedeveloper.job.replay.Recording;
import io.codedeveloper.job.replay.Script;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// A mind that does each priority in its own way: it looks, writes a file and its test, runs the
/// tests and finishes; on the way it may err, ask, stop in mid-sentence or refuse, as a number
/// decides. The same number and task give the same conversation.
public final class Developer implements Mind {
  /// How a developer may go wrong, each once in so many tasks; 0 is never.
  ///
  /// @param errs wrong, unknown or unreadable calls, and answers that are cut off
  /// @param breaks work whose tests fail at first
  /// @param asks the user
  /// @param refuses the whole task
  /// @param circles without an end
  public record Habits(int errs, int breaks, int asks, int refuses, int circles) {
    public static final Habits NONE = new Habits(0, 0, 0, 0, 0);
    public static final Habits LIVELY = new Habits(2, 4, 8, 40, 40);
  }

  private final long seed;
  private final Habits habits;
  private final Map<String, List<Recording.Turn>> scripts = new HashMap<>();

  public Developer(long seed, Habits habits) {
    this.seed = seed;
    this.habits = habits;
  }

  @Override
  public Thought about(Turn turn) {
    var script =
        scripts.computeIfAbsent(
            turn.title() + (turn.mayWrite() ? "" : " (plan)"),
            title -> turn.mayWrite() ? work(turn.title()) : plan(turn.title()));
    return Thought.of(script.get(Math.min(turn.number(), script.size() - 1)));
  }

  /// The file that this developer writes for a task.
  public static String file(String title) {
    var name = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return "src/" + name.substring(0, Math.min(60, name.length())) + ".txt";
  }

  private static List<Recording.Turn> plan(String title) {
    return script()
        .calls("list_files", Map.of())
        .finishes("I shall write " + file(title) + " and its test.")
        .session()
        .turns();
  }

  private List<Recording.Turn> work(String title) {
    var random = new SplittableRandom(seed * 31 + title.hashCode());
    if (once(random, habits.refuses())) {
      return script().says("I will not do this.").turn("[]", "refusal").session().turns();
    }
    if (once(random, habits.circles())) {
      return script().calls("read_file", Map.of("path", "README.md")).session().turns();
    }
    var script = script().says("I look first.").calls("list_files", Map.of());
    if (once(random, habits.asks())) {
      script = script.asks("Shall " + file(title) + " be long?", "yes", "no");
    }
    script = slip(script, random);
    script = script.calls("read_file", Map.of("path", "README.md"));
    script = write(script, title, once(random, habits.breaks()));
    script = slip(script, random);
    return script
        .calls("run_command", Map.of("command", "check"))
        .finishes("Wrote " + file(title) + " and its test.")
        .session()
        .turns();
  }

  private static Script write(Script script, String title, boolean breaks) {
    var path = file(title);
    var text = title + " is done.\n";
    var test = path.replace("src/", "tests/");
    var begun =
        script
            .calls("write_file", Map.of("path", test, "content", text))
            .and("write_file", Map.of("path", path, "content", breaks ? "Not yet.\n" : text));
    return breaks
        ? begun
            .finishes("Wrote " + path + " in a hurry.")
            .calls("edit_file", edit(path, "Not yet.\n", text))
        : begun;
  }

  private static Map<String, String> edit(String path, String old, String fresh) {
    return Map.of("path", path, "old_text", old, "new_text", fresh);
  }

  /// One of the things that models do wrong.
  private Script slip(Script script, RandomGenerator random) {
    if (!once(random, habits.errs())) {
      return script;
    }
    return switch (random.nextInt(9)) {
      case 0 -> script.calls("no_such_tool", Map.of("path", "README.md"));
      case 1 -> script.calls("read_file", Map.of("file", "README.md"));
      case 2 -> script.calls("read_file", Map.of("path", "../../etc/passwd"));
      case 3 ->
          script.turn(
              "[{\"type\":\"tool_use\",\"name\":\"write_file\",\"input\":\"{\\\"path\\\": \\\"a\"}]",
              "max_tokens");
      case 4 ->
          script.turn(
              "[{\"type\":\"tool_use\",\"name\":\"write_file\",\"input\":\"{nonsense\"}]", "");
      case 5 -> script.stops("I think that is all.");
      case 7 ->
          script
              .calls("write_file", Map.of("path", "../../../../notes.txt", "content", "x"))
              .and("write_file", Map.of("path", "/etc/passwd", "content", "x"))
              .and("write_file", Map.of("path", ".git/config", "content", "x"));
      case 6 -> script.calls("edit_file", edit("README.md", "that is not there", "x"));
      default ->
          script
              .calls("read_file", Map.of("path", "README.md"))
              .and("run_command", Map.of("command", "no-such-program"))
              .and("search", Map.of("pattern", "project"));
    };
  }

  private static boolean once(RandomGenerator random, int in) {
    return in > 0 && random.nextInt(in) == 0;
  }

  private static Script script() {
    return Script.matching("Priority");
  }
}
