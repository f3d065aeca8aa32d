package io.codedeveloper.functions.api;

import io.codedeveloper.daemon.Project;
import io.codedeveloper.file.Copy;
import io.codedeveloper.file.FilePath;
import io.codedeveloper.file.Files;
import io.codedeveloper.file.StoredFile;
import io.codedeveloper.functions.http.Answer;
import io.codedeveloper.functions.http.Call;
import io.codedeveloper.functions.http.Problem;
import io.codedeveloper.platform.UserErrorException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads and edits the roadmap and the other files of a project.
final class FilesApi {
  private final ProjectChoice choice;
  private final ProjectFiles files;

  FilesApi(ProjectChoice choice, ProjectFiles files) {
    this.choice = choice;
    this.files = files;
  }

  Answer readRoadmap(Call call) {
    var project = choice.of(call);
    return read(project, ProjectFiles.roadmap(project), "text/markdown; charset=utf-8", call);
  }

  Answer writeRoadmap(Call call) {
    var project = choice.of(call);
    return write(project, ProjectFiles.roadmap(project), call);
  }

  Answer readFile(Call call) {
    return read(choice.of(call), path(call), "text/plain; charset=utf-8", call);
  }

  Answer writeFile(Call call) {
    return write(choice.of(call), path(call), call);
  }

  private static FilePath path(Call call) {
    try {
      return new FilePath(call.variable());
    } catch (UserErrorException refused) {
      throw new Problem(422, String.valueOf(refused.getMessage()));
    }
  }

  private Answer read(Project project, FilePath path, String textType, Call call) {
    var file = files.of(project).read(path).orElseThrow(() -> unknown(project, path));
    var known = call.header("If-None-Match").map(FilesApi::unquoted);
    var answer =
        known.equals(Optional.of(file.version()))
            ? Answer.bytes(304, textType, new byte[0])
            : Answer.bytes(200, contentType(file, textType), file.content());
    var tagged = answer.with("ETag", quoted(file.version()));
    return file.openMarks() == 0
        ? tagged
        : tagged.with("Conflict-Marks", Integer.toString(file.openMarks()));
  }

  private Problem unknown(Project project, FilePath path) {
    var known = files.of(project);
    var unread = known.unread(path);
    if (unread.isPresent()) {
      return new Problem(404, unread(path, unread.get()));
    }
    if (path.equals(ProjectFiles.roadmap(project))) {
      return new Problem(
          404,
          "the roadmap '%s' is not known here; it is once an iteration has read the repository"
              .formatted(path));
    }
    var why =
        known.isRepositoryKnown()
            ? "the file '%s' is not known here: the last iteration that looked saw none, of the 50,000 files nearest to the repository's root; a PUT makes it, or is merged with what is there"
            : "the file '%s' is not known here: no iteration has read the repository yet; a PUT makes it, or is merged with what is there";
    return new Problem(404, why.formatted(path));
  }

  private static String unread(FilePath path, Copy copy) {
    if (copy == Copy.LINK) {
      return "the repository has '%s', but it cannot be read here: it is a symbolic link, a submodule or kept in Git LFS; read the file that a link leads to by its own path, and edit the others with git"
          .formatted(path);
    }
    var why =
        switch (copy) {
          case LARGE -> "it is larger than 10,000,000 bytes";
          case SECRET -> "it holds what looks like a secret";
          case BEYOND -> "the repository has more than is copied here";
          case KEPT, LATER, LINK -> "one of the next iterations copies it";
        };
    return "the repository has '%s', but it cannot be read here: %s; edit it with git, or replace it as a whole with a PUT"
        .formatted(path, why);
  }

  private Answer write(Project project, FilePath path, Call call) {
    var bytes = content(call);
    var match = call.header("If-Match").map(FilesApi::unquoted);
    var saving =
        isNew(call)
            ? files.of(project).create(path, bytes, call.subject())
            : files.of(project).write(path, bytes, call.subject(), match);
    return switch (saving) {
      case Files.Saving.Saved(var version, var replaced) -> saved(path, version, replaced);
      case Files.Saving.Changed(var version) ->
          throw new Problem(412, changed(path, version, call));
    };
  }

  private static boolean isNew(Call call) {
    var none = call.header("If-None-Match").map(String::strip);
    if (none.filter(tag -> !tag.equals("*")).isPresent() || none.isPresent() && hasMatch(call)) {
      throw new Problem(
          400, "a PUT takes If-Match with a version, or 'If-None-Match: *' for a new file");
    }
    return none.isPresent();
  }

  private static boolean hasMatch(Call call) {
    return call.header("If-Match").isPresent();
  }

  private static String changed(FilePath path, Optional<String> version, Call call) {
    var now = version.map(FilesApi::quoted).orElse("nothing");
    return hasMatch(call)
        ? "the file '%s' is not what If-Match says (now: %s); read it again".formatted(path, now)
        : "there is a file '%s' already (%s); read it first".formatted(path, now);
  }

  /// Text comes as JSON; any file may come as it is.
  private static byte[] content(Call call) {
    return call.isBinary()
        ? call.body()
        : call.json().only("content").requireText("content").getBytes(StandardCharsets.UTF_8);
  }

  private static Answer saved(FilePath path, String version, Optional<String> replaced) {
    var words = new LinkedHashMap<String, @Nullable Object>();
    words.put("path", path.value());
    words.put("version", quoted(version));
    words.put("replaced", Words.orNull(replaced.map(FilesApi::quoted)));
    return Answer.success(
            200,
            "the edit of '%s' is kept; the next iteration brings it into the repository"
                .formatted(path),
            words)
        .with("ETag", quoted(version));
  }

  private static String contentType(StoredFile file, String textType) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file.content()));
      return text.chars().anyMatch(unit -> unit == 0) ? "application/octet-stream" : textType;
    } catch (CharacterCodingException binary) {
      return "application/octet-stream";
    }
  }

  private static String quoted(String version) {
    return "\"" + version + "\"";
  }

  private static String unquoted(String tag) {
    var strong = tag.strip().replaceFirst("^W/", "");
    return strong.length() >= 2 && strong.startsWith("\"") && strong.endsWith("\"")
        ? strong.substring(1, strong.length() - 1)
        : strong;
  }
}
