package io.codedeveloper.job.iteration;

import io.codedeveloper.job.git.RemoteRepository.TreeFile;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.UserErrorException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.regex.Pattern;

/// Looks for the technical specification that belongs to the priority: a Markdown file that its
/// section links to.
final class SpecStep implements Step {
  /// About 25,000 tokens: more would crowd out the work.
  private static final int LONGEST = 100_000;

  /// The target of a link, or a path in back quotes; bounded, so that no input makes it slow.
  private static final Pattern MARKDOWN_PATH =
      Pattern.compile("[(`]((?:[A-Za-z0-9_.-]{1,100}/){0,10}[A-Za-z0-9_.-]{1,100}\\.md)[)`#]");

  @Override
  public String name() {
    return "spec";
  }

  @Override
  public Result run(Work work) {
    for (var path : linkedPaths(work)) {
      var spec = read(work, path);
      if (spec.isPresent()) {
        work.spec(spec.get());
        work.say("using the specification " + path);
        return Step.done("spec", path);
      }
    }
    return new Result.Done(Fields.empty());
  }

  private static Iterable<String> linkedPaths(Work work) {
    var paths = new LinkedHashSet<String>();
    var section = work.priority().sectionText();
    var matcher = MARKDOWN_PATH.matcher(section.substring(0, Math.min(section.length(), LONGEST)));
    while (matcher.find()) {
      var path = matcher.group(1);
      var directory = work.roadmapPath().replaceFirst("[^/]*$", "");
      paths.add(directory + path);
      paths.add(path);
    }
    paths.remove(work.roadmapPath());
    return paths;
  }

  private static Optional<String> read(Work work, String path) {
    return file(work, path)
        .map(file -> new String(file.content(), StandardCharsets.UTF_8))
        .map(text -> text.substring(0, Math.min(text.length(), LONGEST)));
  }

  /// A link that leads nowhere or out of the repository is no reason not to work.
  private static Optional<TreeFile> file(Work work, String path) {
    try {
      return work.remote().read(work.base(), path);
    } catch (UserErrorException unreadable) {
      work.say("%s is no specification: %s".formatted(path, unreadable.getMessage()));
      return Optional.empty();
    }
  }
}
