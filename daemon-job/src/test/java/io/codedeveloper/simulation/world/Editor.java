package io.codedeveloper.simulation.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.codedeveloper.file.FilePath;
import io.codedeveloper.file.Files;
import io.codedeveloper.file.StoredFile;
import io.codedeveloper.platform.Platform;
import io.codedeveloper.simulation.engine.SimulatedProcess;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// A person who edits the roadmap through the API. Each edit leaves a mark of its own in the text,
/// by which it is found again.
final class Editor {
  private static final long MINUTES = 60_000_000L;
  private static final FilePath ROADMAP = new FilePath(Scenario.ROADMAP);

  private final World world;
  private final String name;
  private final RandomGenerator random;
  private final Client client;
  private int edits;

  Editor(World world, String name) {
    this.world = world;
    this.name = name;
    this.random = world.chance();
    this.client = new Client(world);
  }

  void begin(int busy) {
    world.scheduler.spawn(
        0,
        name,
        new SimulatedProcess(name),
        () -> {
          while (!world.faults.ended()) {
            world.scheduler.sleep(random.nextLong(MINUTES / 10, busy * MINUTES));
            do {
              edit();
              world.scheduler.sleep(random.nextLong(MINUTES));
            } while (!world.faults.ended() && random.nextInt(3) > 0);
          }
        });
  }

  private void edit() {
    var seen = client.request("edit", platform -> files(platform).read(ROADMAP));
    seen.flatMap(file -> file).ifPresent(this::change);
  }

  private void change(StoredFile file) {
    world.scheduler.sleep(random.nextLong(MINUTES / 4));
    var mark = "mark-" + ++edits + ".";
    var text = new RoadmapChange(random, world.seen.nextPriority()).of(text(file), mark);
    world.seen.edits(mark);
    var saving =
        client.request(
            "edit",
            platform ->
                files(platform)
                    .write(ROADMAP, text.getBytes(UTF_8), name, Optional.of(file.version())));
    saving
        .filter(Files.Saving.Saved.class::isInstance)
        .ifPresent(saved -> {
          world.trace.event("saved", () -> mark);
          world.seen.edited(mark, text);
        });
  }

  /// Where both texts stand in it, the one of the last edit is the right one.
  private static String text(StoredFile file) {
    return file.edited();
  }

  private static Files files(Platform platform) {
    return new Files(platform.blobs(), platform.clock(), World.PROJECT, ROADMAP);
  }
}
