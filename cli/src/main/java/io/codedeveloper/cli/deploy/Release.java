package io.codedeveloper.cli.deploy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Something that was deployed.
///
/// @param id tells it from others with other sources, Terraform files or options
/// @param version of its images
/// @param ownJobImage the job's, where it is not the one of that version
record Release(String id, String version, @Nullable String ownJobImage) {
  /// The job's image where it is not the one of the release's version.
  Optional<String> jobImage() {
    return Optional.ofNullable(ownJobImage);
  }
}
