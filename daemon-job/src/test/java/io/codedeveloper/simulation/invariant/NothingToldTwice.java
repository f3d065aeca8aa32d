package io.codedeveloper.simulation.invariant;

import io.codedeveloper.platform.Fields;
import io.codedeveloper.simulation.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// People are told the same about an iteration once. Only where somebody rewrote the branch, and
/// the conversation was over with it, may a question come again.
final class NothingToldTwice implements Invariant {
  @Override
  public String number() {
    return "I8";
  }

  @Override
  public List<String> problems(World world) {
    var told = new HashMap<String, String>();
    var problems = new ArrayList<String>();
    world
        .seen
        .present()
        .forEach((path, fields) -> {
          if (path.value().contains("/notifications/")) {
            var before = told.put(what(path.id(), fields), path.id());
            var anew = path.id().contains(".question-") && world.seen.rewritten();
            if (before != null && !anew) {
              problems.add(
                  "%s says again what %s says: %s"
                      .formatted(path.id(), before, fields.text("message").orElse("")));
            }
          }
        });
    return problems;
  }

  private static String what(String id, Fields fields) {
    var about = fields.fields("context").text("iteration").orElse(id);
    return about
        + "\n"
        + fields.text("title").orElse("")
        + "\n"
        + fields.text("message").orElse("");
  }
}
