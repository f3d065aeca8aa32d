package io.codedeveloper.functions.api;

import io.codedeveloper.daemon.Project;
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
    return answer.with("ETag", quoted(file.version()));
  }

  private static Problem unknown(Project project, FilePath path) {
    var why =
        path.equals(ProjectFiles.roadmap(project))
            ? "the roadmap '%s' is not known here; it is once an iteration has read the repository"
            : "the file '%s' is not known here: of the repository only the roadmap is, and what was edited through this API; a PUT makes it";
    return new Problem(404, why.formatted(path));
  }

  private Answer write(Project project, FilePath path, Call call) {
    var bytes = content(call);
    var match = call.header("If-Match").map(FilesApi::unquoted);
    return switch (files.of(project).write(path, bytes, call.subject(), match)) {
      case Files.Saving.Saved(var version, var replaced) -> saved(path, version, replaced);
      case Files.Saving.Changed(var version) ->
          throw new Problem(
              412,
              "the file '%s' is not what If-Match says (now: %s); read it again"
                  .formatted(path, version.map(FilesApi::quoted).orElse("nothing")));
    };
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
