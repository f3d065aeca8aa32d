package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.api.ControlClient;
import io.codedeveloper.cli.api.RemoteFile;
import io.codedeveloper.cli.google.FileVersions;
import io.codedeveloper.cli.google.FileVersions.Version;
import io.codedeveloper.cli.program.Shell;
import io.codedeveloper.cli.terminal.Amounts;
import io.codedeveloper.platform.UserErrorException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Brings an earlier text of a file back, as an edit of it: git owns the files.
///
/// @param project the daemon's
/// @param name a path in the repository, or `roadmap`
record FileRestore(Site site, String project, String name) {
  private FileVersions kept() {
    return new FileVersions(site.neededGoogle());
  }

  private String path() {
    var file = name.equals(RemoteFile.ROADMAP) ? "roadmap/ROADMAP.md" : "project_files/" + name;
    return "projects/%s/%s".formatted(project, file);
  }

  /// Shows what there is.
  Finding versions(Report report) {
    return new ProcedureStep("file", () -> shown(report)).finding();
  }

  private Finding shown(Report report) {
    var all = kept().of(path());
    var sheet = new Sheet("versions", "generation", "saved_at", "bytes");
    all.forEach(one -> sheet.row(one.generation(), "" + one.created(), one.bytes()));
    report.add(sheet);
    return newest(all);
  }

  /// What may be brought back: of a file that was deleted the newest, else the one before it.
  private Finding newest(List<Version> all) {
    var deleted = !all.isEmpty() && all.getFirst().gone();
    var wanted = all.stream().skip(deleted ? 0 : 1).findFirst();
    if (wanted.isEmpty()) {
      return Finding.note("file", "there is no earlier version of %s; look in git".formatted(name));
    }
    return Finding.note(
        "file",
        "%s of %s, %sthe newest first"
            .formatted(
                Amounts.counted(all.size(), "version"), name, deleted ? "which was deleted, " : ""),
        bringing(wanted.get().generation()));
  }

  private String bringing(String generation) {
    return "project-manager ops restore --file %s --generation %s"
        .formatted(Shell.word(name), generation);
  }

  /// @throws UserErrorException when there is no such version
  String text(String generation) {
    if (!generation.matches("[0-9]{1,19}")) {
      throw new UserErrorException(
          "'%s' is no generation; leave --generation out to see them".formatted(generation));
    }
    return kept().text(path(), generation);
  }

  String question(String generation, String text) {
    return "This saves the version %s of %s, %d characters, as an edit over what is there now. Type %s to go on: "
        .formatted(generation, name, text.length(), name);
  }

  Finding plan(String text, String generation) {
    return Finding.note(
        "file",
        "nothing was done: version %s of %s, %d characters, would be saved over what is there now"
            .formatted(generation, name, text.length()),
        bringing(generation));
  }

  /// What is there now; empty where there is nothing.
  Optional<RemoteFile> present() {
    return asked(api -> api.file(name));
  }

  /// Saves it over what is there, unless that has changed.
  ///
  /// @param present what was there when somebody was asked
  Finding saved(String text, Optional<RemoteFile> present) {
    if (present.map(RemoteFile::content).filter(text::equals).isPresent()) {
      return Finding.fine("file", name + " has this text already");
    }
    var version = present.map(RemoteFile::version);
    var saved = asked(api -> api.save(name, text, version));
    return saved.isPresent()
        ? Finding.fine(
            "file",
            "%s has the earlier text; the next iteration merges it into git".formatted(name))
        : Finding.wrong("file", "somebody saved %s meanwhile; look, and try again".formatted(name));
  }

  private <T> T asked(Function<ControlClient, T> question) {
    return site.api(question).get();
  }
}
