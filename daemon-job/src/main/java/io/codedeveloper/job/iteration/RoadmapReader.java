package io.codedeveloper.job.iteration;

import io.codedeveloper.job.git.RemoteRepository.TreeFile;
import io.codedeveloper.roadmap.Roadmap;
import io.codedeveloper.roadmap.RoadmapParser;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/// Parses the roadmaps of one execution, of which most are the same again.
final class RoadmapReader {
  /// That of the base, the newest one, and one that is about to be rebased on.
  private static final int KEPT = 3;

  private final RoadmapParser parser = new RoadmapParser();
  private final Deque<Known> known = new ArrayDeque<>();

  private record Known(byte[] content, Roadmap roadmap) {}

  /// What a file says; a file that is not there says nothing.
  ///
  /// @param path for the message when it is no text
  Roadmap read(Optional<TreeFile> file, String path) {
    var content = file.map(TreeFile::content).orElse(new byte[0]);
    for (var one : known) {
      if (Arrays.equals(one.content(), content)) {
        return one.roadmap();
      }
    }
    var roadmap = parser.parse(content, file.map(TreeFile::path).orElse(path));
    if (known.size() == KEPT) {
      known.removeLast();
    }
    known.addFirst(new Known(content, roadmap));
    return roadmap;
  }
}
