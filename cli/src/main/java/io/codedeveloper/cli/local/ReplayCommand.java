package io.codedeveloper.cli.local;

import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.job.replay.RecordedMessagesServer;
import io.codedeveloper.job.replay.Recording;
import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Serves a recorded session to whatever speaks the Messages API.
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Plays a recorded session as a Messages API on loopback, until Ctrl-C.",
      "Prints its URL; give that to others as ANTHROPIC_BASE_URL, with any ANTHROPIC_API_KEY."
    })
public final class ReplayCommand implements Callable<Integer> {
  private final Surroundings with;

  @Parameters(paramLabel = "FILE", description = "The recording, as JSON.")
  private Path file = Path.of("");

  @Option(names = "--port", paramLabel = "N", description = "The port (default: one that is free).")
  private int port;

  public ReplayCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() throws InterruptedException {
    var recording = Recording.parse(text());
    var ended = new CountDownLatch(1);
    try (var server = RecordedMessagesServer.start(recording, ReplayCommand::pause, port);
        var _ = Interruption.running(ended::countDown)) {
      with.console().line(server.baseUrl());
      ended.await();
    }
    return 0;
  }

  private String text() {
    try {
      return Files.readString(with.resolve(file));
    } catch (IOException e) {
      throw new UserErrorException(
          "the recording %s cannot be read; name a file as `project-manager local replay FILE`"
              .formatted(file),
          e);
    }
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }
}
