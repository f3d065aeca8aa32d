package io.codedeveloper.cli.deploy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Something that was deployed.
///
/// @param id tells it from others with other sources, Terraform files or options
/// @param version of its images
/// @param ownJobImage the job's, where it is not the one of that version
/// @param builtOn what its images are built on; null where that was not kept
record Release(String id, String version, @Nullable String ownJobImage, @Nullable String builtOn) {
  /// The job's image where it is not the one of the release's version.
  Optional<String> jobImage() {
    return Optional.ofNullable(ownJobImage);
  }

  /// What its images are built on, where that is known.
  Optional<String> imageBase() {
    return Optional.ofNullable(builtOn);
  }

  /// The same id is the same release, whatever was kept of it.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Release another && id.equals(another.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}
