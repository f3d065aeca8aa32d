package io.codedeveloper.cli.edit;

import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.api.ControlClient;
import io.codedeveloper.cli.api.RemoteFile;
import io.codedeveloper.cli.edit.EditSession.Outcome;
import io.codedeveloper.cli.inbox.DaemonChoice;
import io.codedeveloper.cli.terminal.Line;
import io.codedeveloper.cli.terminal.Style;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.Variable;
import io.codedeveloper.roadmap.RoadmapParser;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Edits the roadmap, or another file of the repository, in the user's editor.
@Command(
    name = "edit",
    description = {
      "Opens the roadmap, or another text file of the repository, in $VISUAL or $EDITOR and saves"
          + " what you change; the next iteration brings it into the repository.",
      "What somebody else saves meanwhile is merged. Where both changed the same lines, the editor"
          + " opens again with both texts. Your text stays on disk until it is saved."
    })
public final class EditCommand implements Callable<Integer> {
  /// Which editor is opened.
  public static final List<Variable> VARIABLES = List.of(EditSession.VISUAL, EditSession.EDITOR);

  private static final int SHOWN_PROBLEMS = 3;
  private static final String MERGED = ", merged with what somebody else saved meanwhile";

  private final Surroundings with;

  @Parameters(
      paramLabel = "FILE",
      description = "roadmap, or the path of a file in the repository: docs/notes.md.")
  private String name = RemoteFile.ROADMAP;

  @Option(
      names = "--from",
      paramLabel = "PATH",
      description = "Take the text of this file instead of opening an editor.")
  private Optional<Path> from = Optional.empty();

  @Option(names = "--new", description = "Make the file; the repository must not have it.")
  private boolean fresh;

  @Mixin private DaemonChoice daemon = new DaemonChoice();
  @Mixin private OutputOptions output = new OutputOptions();

  public EditCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    try (var api = daemon.open(with)) {
      var there = api.file(name);
      check(there);
      var session = new EditSession(with, api, name, there);
      var outcome = from.map(path -> fromFile(session, path)).orElseGet(session::inEditor);
      show(outcome);
      return ExitCode.DONE;
    }
  }

  private Outcome fromFile(EditSession session, Path path) {
    var file = with.resolve(path);
    var outcome = session.ofText(Draft.read(file), Draft.baseOf(file));
    if (EditSession.isDraft(with, file)) {
      new Draft(file).discard();
    }
    return outcome;
  }

  private void check(Optional<RemoteFile> there) {
    if (there.isPresent() && fresh) {
      throw new UserErrorException("'%s' is there already; leave --new out".formatted(name));
    }
    if (there.isPresent() || fresh) {
      return;
    }
    throw new UserErrorException(
        name.equals(RemoteFile.ROADMAP)
            ? ControlClient.NO_ROADMAP_YET
            : "'%s' is not known: the repository had no such file when an iteration read it last, or none has yet; make it with --new"
                .formatted(name));
  }

  private void show(Outcome outcome) {
    if (output.json()) {
      with.console().json(words(outcome));
      return;
    }
    switch (outcome) {
      case Outcome.Unchanged() -> with.console().line("nothing is changed in '" + name + "'");
      case Outcome.Saved(var version, var merged, var text) -> {
        with.console()
            .line(
                Line.of(Style.GREEN, "saved ")
                    .and("'%s'%s".formatted(name, merged ? MERGED : ""))
                    .and("; the next iteration brings it into the repository"));
        problems(text);
      }
    }
  }

  /// A roadmap that is not understood would be found out only by the next iteration.
  private void problems(String text) {
    if (!name.equals(RemoteFile.ROADMAP)) {
      return;
    }
    var found = new RoadmapParser().parse(text).problems();
    found.stream()
        .limit(SHOWN_PROBLEMS)
        .forEach(problem ->
            with.console()
                .hint(
                    Line.of(Style.YELLOW, "line %d: ".formatted(problem.line()))
                        .and(problem.message())));
    if (found.size() > SHOWN_PROBLEMS) {
      with.console()
          .hint(
              Line.of(
                  Style.YELLOW,
                  "and %d more lines are not understood".formatted(found.size() - SHOWN_PROBLEMS)));
    }
  }

  private LinkedHashMap<String, Object> words(Outcome outcome) {
    var words = new LinkedHashMap<String, Object>();
    words.put("file", name);
    words.put("saved", outcome instanceof Outcome.Saved);
    words.put("merged", outcome instanceof Outcome.Saved saved && saved.merged());
    words.put("version", outcome instanceof Outcome.Saved saved ? saved.version() : "");
    return words;
  }
}
