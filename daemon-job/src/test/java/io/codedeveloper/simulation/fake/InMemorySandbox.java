package io.codedeveloper.simulation.fake;

import io.codedeveloper.job.agent.Pause;
import io.codedeveloper.job.sandbox.CommandSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// A sandbox whose shell knows a handful of commands, so that whole iterations run without a
/// process: `echo`, `exit`, `true`, `false`, `pwd`, `cat`, `touch`, `rm`, `sleep`, joined by `;`,
/// with `> file` and `>&2`; and `check`, the tests of a repository: each file below `tests` must
/// have a twin of the same content below `src`.
public final class InMemorySandbox implements CommandSandbox {
  private static final Duration SLICE = Duration.ofSeconds(1);

  private final Clock clock;
  private final Pause pause;
  private final Duration testsTake;

  /// @param pause lets the time pass that commands take
  /// @param testsTake how long `check` runs
  public InMemorySandbox(Clock clock, Pause pause, Duration testsTake) {
    this.clock = clock;
    this.pause = pause;
    this.testsTake = testsTake;
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public CommandResult run(CommandRequest request) {
    var shell = new Shell(request, clock.instant());
    for (var command : request.commandLine().split(";|&&")) {
      shell.command(command.strip());
      if (shell.ended) {
        break;
      }
    }
    return shell.result();
  }

  private final class Shell {
    private final CommandRequest request;
    private final Instant start;
    private final StringBuilder output = new StringBuilder();
    private Ending ending = Ending.EXITED;
    private int exitCode;
    private boolean ended;

    Shell(CommandRequest request, Instant start) {
      this.request = request;
      this.start = start;
    }

    CommandResult result() {
      var took = Duration.between(start, clock.instant());
      return new CommandResult(ending, exitCode, output.toString(), 0, took);
    }

    void command(String text) {
      var words = List.of(text.split(" +"));
      var arguments = words.subList(1, words.size());
      try {
        exitCode = run(words.getFirst(), arguments);
      } catch (NoSuchFileException e) {
        output.append(words.getFirst()).append(": ").append(e.getFile());
        output.append(": No such file or directory\n");
        exitCode = 1;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private int run(String name, List<String> arguments) throws IOException {
      return switch (name) {
        case "", "true" -> 0;
        case "false" -> 1;
        case "exit" -> exit(Integer.parseInt(arguments.getFirst()));
        case "echo" -> echo(arguments);
        case "pwd" -> echo(List.of(request.directory().toString()));
        case "cat" -> cat(arguments);
        case "touch" -> write(arguments.getFirst(), "");
        case "rm" -> remove(arguments.getLast());
        case "sleep" -> sleep(Duration.ofSeconds(Long.parseLong(arguments.getFirst())));
        case "check" -> check();
        default -> {
          output.append("sh: 1: ").append(name).append(": not found\n");
          yield 127;
        }
      };
    }

    private int exit(int code) {
      ended = true;
      return code;
    }

    private int echo(List<String> words) throws IOException {
      var at = words.indexOf(">");
      if (at >= 0) {
        return write(words.getLast(), String.join(" ", words.subList(0, at)) + "\n");
      }
      var said = words.stream().filter(word -> !word.equals(">&2")).toList();
      output.append(String.join(" ", said)).append('\n');
      return 0;
    }

    private int cat(List<String> names) throws IOException {
      for (var name : names) {
        output.append(Files.readString(request.directory().resolve(name)));
      }
      return 0;
    }

    private int write(String name, String content) throws IOException {
      Files.writeString(request.directory().resolve(name), content);
      return 0;
    }

    private int remove(String name) throws IOException {
      Files.delete(request.directory().resolve(name));
      return 0;
    }

    private int sleep(Duration duration) {
      for (var left = duration; left.isPositive() && !ended; left = left.minus(SLICE)) {
        if (request.stop().getAsBoolean() || Thread.currentThread().isInterrupted()) {
          killed(Ending.STOPPED);
        } else if (Duration.between(start, clock.instant()).compareTo(request.timeout()) >= 0) {
          killed(Ending.TIMED_OUT);
        } else {
          pause.sleep(left.compareTo(SLICE) < 0 ? left : SLICE);
        }
      }
      return ended ? exitCode : 0;
    }

    private void killed(Ending how) {
      ending = how;
      exitCode = 137;
      ended = true;
    }

    private int check() throws IOException {
      sleep(testsTake);
      if (ended) {
        return exitCode;
      }
      var tests = files(request.directory().resolve("tests"));
      output.append("1..").append(tests.size()).append('\n');
      var failures = 0;
      for (var number = 1; number <= tests.size(); number++) {
        var test = tests.get(number - 1);
        var passes = passes(test);
        failures += passes ? 0 : 1;
        output.append(passes ? "ok " : "not ok ").append(number).append(" - ");
        output.append(test.getFileName()).append('\n');
      }
      return failures == 0 ? 0 : 1;
    }

    private boolean passes(Path test) throws IOException {
      var twin = request.directory().resolve("src").resolve(test.getFileName());
      return Files.isRegularFile(twin, LinkOption.NOFOLLOW_LINKS)
          && Arrays.equals(Files.readAllBytes(twin), Files.readAllBytes(test));
    }

    private static List<Path> files(Path directory) throws IOException {
      if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
        return List.of();
      }
      try (var found = Files.list(directory)) {
        return found.sorted().toList();
      }
    }
  }
}
