package io.codedeveloper.job.iteration;

import io.codedeveloper.platform.Fields;
import io.codedeveloper.roadmap.PriorityStatus;
import io.codedeveloper.roadmap.Roadmap;
import io.codedeveloper.roadmap.RoadmapEditor;
import io.codedeveloper.roadmap.RoadmapEditor.EditResult;
import io.codedeveloper.roadmap.RoadmapParser;

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
      case EditResult.Changed(var roadmap, var line, var sectionChanged) -> {
        write(work, roadmap);
        work.say(
            "%s is marked complete in %s".formatted(work.priority().name(), work.roadmapPath()));
        yield Step.done("roadmap", work.roadmapPath());
      }
      case EditResult.AlreadySo(var roadmap) -> {
        write(work, roadmap);
        yield new Result.Done(Fields.empty());
      }
      case EditResult.Refused(var why) -> {
        write(work, work.roadmap());
        work.note("the roadmap was not changed: " + why);
        yield new Result.Done(Fields.empty());
      }
    };
  }

  /// The roadmap is the user's: whatever the agent made of it is not in the change.
  private static void write(Work work, Roadmap roadmap) {
    work.workTree().write(work.roadmapPath(), roadmap.bytes());
  }
}
