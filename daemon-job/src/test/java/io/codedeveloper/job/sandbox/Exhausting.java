package io.codedeveloper.job.sandbox;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Takes the whole machine, or measures what commands take of it: what another one fills would be
/// counted, too, and who waits for a processor seems slow. Of the classes that do one runs at a
/// time, in whatever process.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Exhausting.Turn.class)
public @interface Exhausting {
  /// Lasts from before the first test of a class until after its last; the end of the process ends
  /// it, too.
  final class Turn implements BeforeAllCallback, AfterAllCallback {
    /// The same for every build on the machine, wherever it makes its directories.
    private static final Path FILE =
        Path.of("/tmp", "code-developer-tests-of-" + System.getProperty("user.name") + ".lock");

    /// All such classes together take a third of it where nothing else runs.
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private @Nullable WholeMachine held;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
      held = WholeMachine.take(FILE, context.getDisplayName(), LONGEST);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
      if (held != null) {
        held.close();
      }
    }
  }
}
