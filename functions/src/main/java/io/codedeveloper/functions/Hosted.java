package io.codedeveloper.functions;

import io.codedeveloper.functions.api.Patience;
import io.codedeveloper.platform.Platform;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the functions of this process work on.
///
/// A function is instantiated by its host through its constructor without arguments, so that the
/// platform cannot be handed over as an argument. On one machine the host opens the platform, and
/// hands it over here before the functions are instantiated; in the cloud each function opens its
/// own.
///
/// @param patience how a request waits
public record Hosted(Platform platform, FunctionsConfiguration configuration, Patience patience) {
  private static final AtomicReference<@Nullable Hosted> PRESENT = new AtomicReference<>();

  /// Functions that are instantiated from now on work on this.
  public static void host(Hosted hosted) {
    PRESENT.set(hosted);
  }

  /// Undoes [#host].
  public static void clear() {
    PRESENT.set(null);
  }

  /// The configuration that was handed over; else that of the environment. It opens no platform.
  static FunctionsConfiguration configuration(Map<String, String> variables) {
    var hosted = PRESENT.get();
    return hosted == null ? FunctionsConfiguration.from(variables) : hosted.configuration();
  }

  /// What was handed over; else the platform that the environment names, opened once.
  static Hosted present() {
    return present(Wiring::fromEnvironment);
  }

  /// What was handed over or opened before; else what is opened now.
  static Hosted present(Supplier<Hosted> opening) {
    var hosted = PRESENT.get();
    if (hosted != null) {
      return hosted;
    }
    synchronized (PRESENT) {
      var other = PRESENT.get();
      if (other == null) {
        other = opening.get();
        PRESENT.set(other);
      }
      return other;
    }
  }
}
