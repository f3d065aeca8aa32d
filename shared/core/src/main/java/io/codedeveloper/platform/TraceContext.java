package io.codedeveloper.platform;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Which request of which caller the present work belongs to, so that the log of all that took part
/// in it can be shown together.
///
/// @param trace 32 hexadecimal digits
/// @param span 16 hexadecimal digits
/// @param sampled whether the trace itself is kept
public record TraceContext(String trace, String span, boolean sampled) {
  /// The W3C's header.
  public static final String STANDARD_HEADER = "traceparent";

  /// Google's older one.
  public static final String GOOGLES_HEADER = "X-Cloud-Trace-Context";

  private static final Pattern STANDARD =
      Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
  private static final Pattern GOOGLES =
      Pattern.compile("([0-9a-fA-F]{32})(?:/([0-9]{1,20}))?(?:;o=([0-9]))?");
  private static final String NO_TRACE = "0".repeat(32);

  private static final ScopedValue<TraceContext> CURRENT = ScopedValue.newInstance();

  /// The context that a request brings; what is malformed is as good as nothing.
  ///
  /// @param header gives a header's value by its name
  public static Optional<TraceContext> of(Function<String, Optional<String>> header) {
    return header
        .apply(STANDARD_HEADER)
        .flatMap(TraceContext::standard)
        .or(() -> header.apply(GOOGLES_HEADER).flatMap(TraceContext::googles));
  }

  private static Optional<TraceContext> standard(String text) {
    var match = STANDARD.matcher(text.strip());
    if (!match.matches() || match.group(1).equals(NO_TRACE)) {
      return Optional.empty();
    }
    var sampled = (Integer.parseInt(match.group(3), 16) & 1) == 1;
    return Optional.of(new TraceContext(match.group(1), match.group(2), sampled));
  }

  private static Optional<TraceContext> googles(String text) {
    var match = GOOGLES.matcher(text.strip());
    if (!match.matches() || match.group(1).equals(NO_TRACE)) {
      return Optional.empty();
    }
    var span = match.group(2) == null ? BigInteger.ZERO : new BigInteger(match.group(2));
    return Optional.of(
        new TraceContext(
            match.group(1).toLowerCase(Locale.ROOT),
            "%016x".formatted(span.longValue()),
            "1".equals(match.group(3))));
  }

  /// The context of what runs on this thread, where [#during] was told one.
  public static Optional<TraceContext> current() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }

  /// Does work that belongs to a request.
  public static <T, X extends Throwable> T during(
      Optional<TraceContext> context, ScopedValue.CallableOp<T, X> work) throws X {
    return context.isPresent() ? ScopedValue.where(CURRENT, context.get()).call(work) : work.call();
  }
}
