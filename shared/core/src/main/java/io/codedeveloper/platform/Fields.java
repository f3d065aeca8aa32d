package io.codedeveloper.platform;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The typed fields of a document, immutable and in the order in which they were set.
///
/// A value is a String, Boolean, Long, Double, [Instant] (years 1 to 9999, microseconds; finer
/// digits are cut off), a List or a Map (String keys) of values, or null. An Integer becomes a
/// Long, a Float a Double.
public final class Fields {
  private static final Fields EMPTY = new Fields(Map.of());
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  /// Nobody else has this map.
  private final Map<String, @Nullable Object> values;

  private Fields(Map<String, @Nullable Object> values) {
    this.values = values;
  }

  public static Fields empty() {
    return EMPTY;
  }

  /// Fields of the given values.
  ///
  /// @throws IllegalArgumentException for a value of a type that no document can hold, or an empty
  ///   name
  public static Fields of(Map<String, ? extends @Nullable Object> values) {
    var copy = new LinkedHashMap<String, @Nullable Object>();
    values.forEach((name, value) -> copy.put(checkName(name), normalise(value)));
    return new Fields(copy);
  }

  /// These fields with one more, or one changed.
  public Fields with(String name, @Nullable Object value) {
    var normal = normalise(value);
    if (normal != null && normal.equals(values.get(name))) {
      return this;
    }
    var copy = new LinkedHashMap<String, @Nullable Object>(values);
    copy.put(checkName(name), normal);
    return new Fields(copy);
  }

  /// These fields with one more where there is a value, else without it.
  public Fields withOptional(String name, Optional<?> value) {
    return value.isPresent() ? with(name, value.get()) : without(name);
  }

  public Fields without(String name) {
    if (!values.containsKey(name)) {
      return this;
    }
    var copy = new LinkedHashMap<String, @Nullable Object>(values);
    copy.remove(name);
    return new Fields(copy);
  }

  /// These fields, overlaid by others.
  public Fields withAll(Fields others) {
    var copy = new LinkedHashMap<String, @Nullable Object>(values);
    copy.putAll(others.values);
    return new Fields(copy);
  }

  public Map<String, @Nullable Object> asMap() {
    return Collections.unmodifiableMap(values);
  }

  public Optional<String> text(String name) {
    return get(name, String.class);
  }

  public String requireText(String name) {
    return text(name).orElseThrow(() -> missing(name));
  }

  public Optional<Long> number(String name) {
    return get(name, Long.class);
  }

  public long number(String name, long otherwise) {
    return number(name).orElse(otherwise);
  }

  /// A floating-point number; a whole number counts as one.
  public Optional<Double> decimal(String name) {
    return values.get(name) instanceof Long whole
        ? Optional.of(whole.doubleValue())
        : get(name, Double.class);
  }

  public boolean flag(String name) {
    return get(name, Boolean.class).orElse(false);
  }

  public Optional<Instant> instant(String name) {
    return get(name, Instant.class);
  }

  /// The texts of a list; empty where the field is missing.
  public List<String> texts(String name) {
    return get(name, List.class).map(Fields::onlyTexts).orElse(List.of());
  }

  /// A nested map; empty fields where it is missing.
  @SuppressWarnings("unchecked")
  public Fields fields(String name) {
    return get(name, Map.class)
        .map(map -> new Fields((Map<String, @Nullable Object>) map))
        .orElse(EMPTY);
  }

  public boolean has(String name) {
    return values.get(name) != null;
  }

  private <T> Optional<T> get(String name, Class<T> type) {
    var value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!type.isInstance(value)) {
      throw new IllegalStateException(
          "field '%s' is a %s, not a %s"
              .formatted(name, value.getClass().getSimpleName(), type.getSimpleName()));
    }
    return Optional.of(type.cast(value));
  }

  private static List<String> onlyTexts(List<?> list) {
    return list.stream().map(String.class::cast).toList();
  }

  private static IllegalStateException missing(String name) {
    return new IllegalStateException("field '" + name + "' is missing");
  }

  private static String checkName(String name) {
    if (name.isEmpty() || (name.startsWith("__") && name.endsWith("__"))) {
      throw new IllegalArgumentException("not a legal field name: '" + name + "'");
    }
    return name;
  }

  private static @Nullable Object normalise(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String text -> text;
      case Boolean flag -> flag;
      case Long number -> number;
      case Double decimal -> decimal;
      case Integer number -> number.longValue();
      case Float decimal -> decimal.doubleValue();
      case Instant instant -> normaliseInstant(instant);
      case List<?> list -> normaliseList(list);
      case Map<?, ?> map -> normaliseMap(map);
      case Fields fields -> fields.asMap();
      default ->
          throw new IllegalArgumentException(
              "a document cannot hold a " + value.getClass().getName());
    };
  }

  private static Instant normaliseInstant(Instant instant) {
    if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
      throw new IllegalArgumentException(
          "a document holds times of the years 1 to 9999: " + instant);
    }
    return instant.truncatedTo(ChronoUnit.MICROS);
  }

  private static List<@Nullable Object> normaliseList(List<?> list) {
    var copy = new java.util.ArrayList<@Nullable Object>(list.size());
    for (var item : list) {
      if (item instanceof List<?>) {
        throw new IllegalArgumentException("a document cannot hold a list of lists");
      }
      copy.add(normalise(item));
    }
    return Collections.unmodifiableList(copy);
  }

  private static Map<String, @Nullable Object> normaliseMap(Map<?, ?> map) {
    var copy = new LinkedHashMap<String, @Nullable Object>();
    map.forEach((name, value) -> copy.put(checkName((String) name), normalise(value)));
    return Collections.unmodifiableMap(copy);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Fields fields && values.equals(fields.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
