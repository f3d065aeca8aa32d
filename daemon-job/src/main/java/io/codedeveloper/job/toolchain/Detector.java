package io.codedeveloper.job.toolchain;

import java.nio.file.Path;
import java.util.Optional;

/// Recognises one kind of build by its files.
interface Detector {
  Optional<Toolchain.Found> detect(Path tree);
}
