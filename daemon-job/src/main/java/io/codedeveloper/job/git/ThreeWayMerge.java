package io.codedeveloper.job.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeFormatter;

/// Merges two changes of one file, line by line.
public final class ThreeWayMerge {
  private ThreeWayMerge() {}

  /// What became of a merge.
  public sealed interface Result {
    record Merged(byte[] content) implements Result {}

    /// Both changed the same lines, or the file is binary; neither side is lost by it.
    record Conflict() implements Result {}
  }

  /// @param base what both sides started from
  public static Result merge(byte[] base, byte[] ours, byte[] theirs) {
    if (Arrays.equals(ours, theirs) || Arrays.equals(base, theirs)) {
      return new Result.Merged(ours);
    }
    if (Arrays.equals(base, ours)) {
      return new Result.Merged(theirs);
    }
    if (RawText.isBinary(base) || RawText.isBinary(ours) || RawText.isBinary(theirs)) {
      return new Result.Conflict();
    }
    return lines(new RawText(base), new RawText(ours), new RawText(theirs));
  }

  private static Result lines(RawText base, RawText ours, RawText theirs) {
    var merged = new MergeAlgorithm().merge(RawTextComparator.DEFAULT, base, ours, theirs);
    if (merged.containsConflicts()) {
      return new Result.Conflict();
    }
    var content = new ByteArrayOutputStream();
    try {
      new MergeFormatter()
          .formatMerge(content, merged, List.of("base", "ours", "theirs"), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Result.Merged(content.toByteArray());
  }
}
