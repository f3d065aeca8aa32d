package io.codedeveloper.cli.deploy;

import io.codedeveloper.platform.UserErrorException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// The images of a deployment: those that an option names, else those of the last deployment from
/// this checkout that answered.
///
/// @param target that is deployed; its own images do not count
/// @param base that was asked for
/// @param job that was asked for: an image, or [#BUILT]
record Images(Target target, Optional<String> base, Optional<String> job) {
  /// The job's image that is built here.
  static final String BUILT = "built";

  /// The target, with these images.
  Target asTarget() {
    return target.withImages(
        base.or(this::lastBase).orElse(Target.NO_BASE),
        job.isPresent() ? job.filter(one -> !one.equals(BUILT)) : lastJob());
  }

  private Optional<String> lastBase() {
    return last(Release::imageBase);
  }

  private Optional<String> lastJob() {
    return last(Release::jobImage);
  }

  private <T> Optional<T> last(Function<Release, Optional<T>> image) {
    return new Releases(target).answering().reversed().stream().findFirst().flatMap(image);
  }

  /// A line for each image that no option names and the last deployment had.
  List<String> remembered() {
    return Stream.of(
            lastBase()
                .filter(one -> base.isEmpty() && !one.equals(Target.NO_BASE))
                .map("what images are built on, as in the last deployment: "::concat),
            lastJob()
                .filter(one -> job.isEmpty())
                .map("the job's image of the last deployment: "::concat))
        .flatMap(Optional::stream)
        .toList();
  }

  /// Looks whether somebody gave the job another image, which nobody here wants to take from it.
  ///
  /// @throws UserErrorException with the options that say what is wanted
  void check(PulledState state) {
    state
        .jobImage()
        .filter(there -> job.isEmpty() && !isBuilt(there) && !lastJob().equals(Optional.of(there)))
        .ifPresent(there -> {
          throw new UserErrorException(
              "the job of '%s' has the image %s, which the last deployment from this checkout did not bring; keep it with --job-image %2$s, or say which one it shall have: --job-image %s"
                  .formatted(target.environment(), there, lastJob().orElse(BUILT)));
        });
  }

  /// Whether `./dev package` made it, whatever version of it; a pipeline names it by its digest.
  private boolean isBuilt(String image) {
    var name = target.image("job", "");
    return image.startsWith(name) || image.startsWith(name.replaceFirst(":$", "@"));
  }
}
