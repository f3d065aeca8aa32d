package io.codedeveloper.simulation.world;

import io.codedeveloper.daemon.Command;
import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.TickSchedule;
import io.codedeveloper.simulation.engine.SimulatedProcess;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// I3, while things happen: a command that is said to be applied is applied in truth. Later ticks
/// would bring the schedule in line, too; that is a repair, and until then the user is told wrong.
final class AppliedWatched {
  private final World world;
  private final Set<SimulatedProcess> touched = new HashSet<>();
  private @Nullable SimulatedProcess last;

  AppliedWatched(World world) {
    this.world = world;
  }

  /// The schedule, of which is remembered who changed it.
  TickSchedule watched(TickSchedule schedule) {
    return new TickSchedule() {
      @Override
      public void set(String name, Cadence cadence, Message tick) {
        schedule.set(name, cadence, tick);
      }

      @Override
      public void pause(String name) {
        schedule.pause(name);
        touches();
      }

      @Override
      public void resume(String name) {
        schedule.resume(name);
        touches();
      }

      @Override
      public Optional<Instant> next(String name) {
        return schedule.next(name);
      }
    };
  }

  private void touches() {
    last = world.scheduler.current().process();
    touched.add(last);
  }

  /// Looks at a document that is about to be committed.
  ///
  /// @param project as the transaction found it
  void look(Fields project, DocumentPath path, @Nullable Fields fields) {
    if (fields == null
        || !path.value().contains("/commands/")
        || !fields.text("state").equals(Optional.of("applied"))
        || fields.number("sequence", 0) != project.number("commandSequence", 0)
        || !decides(fields.text("type").orElse(""))) {
      return;
    }
    world.seen.check("I3");
    var process = world.scheduler.current().process();
    var ticking = world.working();
    var runs = project.text("desired").equals(Optional.of("running"));
    if (ticking != runs && (!touched.contains(process) || process.equals(last))) {
      world.seen.violated(
          "I3",
          "command %s (%s) is said to be applied, and the work schedule is still %s"
              .formatted(
                  path.id(), fields.text("type").orElse(""), ticking ? "ticking" : "paused"));
    }
  }

  private static boolean decides(String type) {
    return type.equals(new Command.Restart().type())
        || type.equals(new Command.Start(Optional.empty(), false).type())
        || type.equals(new Command.Stop(false, java.time.Duration.ZERO).type());
  }
}
