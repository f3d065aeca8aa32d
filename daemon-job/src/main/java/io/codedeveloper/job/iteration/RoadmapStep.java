package io.codedeveloper.job.iteration;

import io.codedeveloper.platform.Fields;
import io.codedeveloper.roadmap.PriorityStatus;
import io.codedeveloper.roadmap.RoadmapEditor;
import io.codedeveloper.roadmap.RoadmapEditor.EditResult;
import io.codedeveloper.roadmap.RoadmapParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;

/// Marks the priority complete in the work tree's roadmap, so that merging the pull request
/// completes it.
final class RoadmapStep implements Step {
  @Override
  public String name() {
    return "roadmap";
  }

  @Override
  public Result run(Work work) {
    var editor = new RoadmapEditor(new RoadmapParser());
    return switch (editor.changeStatus(work.roadmap(), work.priority(), PriorityStatus.COMPLETE)) {
      case EditResult.Changed(var roadmap, var line, var sectionChanged) ->
          write(work, roadmap.print());
      case EditResult.AlreadySo(var roadmap) -> new Result.Done(Fields.empty());
      case EditResult.Refused(var why) -> {
        work.note("the roadmap was not changed: " + why);
        yield new Result.Done(Fields.empty());
      }
    };
  }

  private static Result write(Work work, String text) {
    var file = work.workTree().root().resolve(work.roadmapPath());
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      work.note("the roadmap was not changed: the agent removed it");
      return new Result.Done(Fields.empty());
    }
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    work.say("%s is marked complete in %s".formatted(work.priority().name(), work.roadmapPath()));
    return Step.done("roadmap", work.roadmapPath());
  }
}
