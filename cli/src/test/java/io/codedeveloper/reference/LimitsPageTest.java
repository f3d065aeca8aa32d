package io.codedeveloper.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.budget.Usd;
import io.codedeveloper.docs.MarkdownPage;
import io.codedeveloper.reliability.matrix.FaultMatrix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The limits that people read are those of the code.
final class LimitsPageTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| [^|]+ \\| ([^|]+) \\| [^|]* \\| (`[^|]+) \\|$");
  private static final Pattern NAME = Pattern.compile("`([A-Za-z.]+)\\.([A-Za-z_]+)(\\(\\))?`");

  private final List<Path> sources = sources();

  @Test
  void everyLimitOfThePageIsTheOneOfTheCode() throws ReflectiveOperationException {
    var rows = ROW.matcher(MarkdownPage.of(Path.of("docs/reference/limits.md")).text());
    var wrong = new ArrayList<String>();
    var compared = 0;
    for (var row : rows.results().toList()) {
      for (var name : NAME.matcher(row.group(2)).results().toList()) {
        compared++;
        for (var forms : forms(value(name.group(1), name.group(2)))) {
          if (forms.stream().noneMatch(form -> stands(form, row.group(1)))) {
            wrong.add(
                "%s is %s, and the page says: %s".formatted(name.group(), forms, row.group(1)));
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(compared).isGreaterThan(50);
  }

  private static boolean stands(String form, String cell) {
    return Pattern.compile("(?<![\\d,.])" + Pattern.quote(form) + "(?![\\d]|,\\d)")
        .matcher(cell)
        .find();
  }

  /// What a constant, or what a method without arguments gives.
  private Object value(String type, String member) throws ReflectiveOperationException {
    var owner = Class.forName(className(type));
    var field =
        Arrays.stream(owner.getDeclaredFields())
            .filter(one -> one.getName().equals(member))
            .findFirst();
    if (field.isPresent()) {
      field.get().setAccessible(true);
      return field.get().get(null);
    }
    var method = owner.getDeclaredMethod(member);
    method.setAccessible(true);
    return method.invoke(null);
  }

  /// The one class of the product that is called so; `job.Main` where there are several.
  private String className(String type) {
    var outer = type.replaceFirst("^((?:[a-z]+\\.)*[A-Z]\\w*).*", "$1");
    var file = "/" + outer.replace('.', '/') + ".java";
    var found = sources.stream().map(Path::toString).filter(path -> path.endsWith(file)).toList();
    assertThat(found).as(type).hasSize(1);
    var name = found.getFirst().replaceFirst(".*/src/main/java/", "").replace(".java", "");
    return name.replace('/', '.') + type.substring(outer.length()).replace('.', '$');
  }

  /// The ways in which a page may write a value; of a record all its parts.
  private static List<List<String>> forms(Object value) throws ReflectiveOperationException {
    if (value instanceof Usd || !(value instanceof Record parts)) {
      return List.of(written(value));
    }
    var all = new ArrayList<List<String>>();
    for (var part : parts.getClass().getRecordComponents()) {
      all.add(written(part(parts, part)));
    }
    return all;
  }

  private static Object part(Record whole, RecordComponent part)
      throws ReflectiveOperationException {
    var accessor = part.getAccessor();
    accessor.setAccessible(true);
    return accessor.invoke(whole);
  }

  private static List<String> written(Object value) {
    return switch (value) {
      case Duration time -> times(time.toSeconds());
      case Usd amount -> List.of("$" + (long) amount.stored());
      case Number number -> sizes(number.longValue());
      default -> List.of(value.toString());
    };
  }

  private static List<String> times(long seconds) {
    return Stream.of(
            times(seconds, 1, "second"),
            times(seconds, 60, "minute"),
            times(seconds, 3600, "hour"),
            times(seconds, 86_400, "day"),
            sizes(seconds).stream())
        .flatMap(forms -> forms)
        .toList();
  }

  private static Stream<String> times(long seconds, long unit, String name) {
    var whole = seconds / unit;
    return seconds % unit == 0
        ? Stream.of(whole + " " + name + (whole == 1 ? "" : "s"))
        : Stream.of();
  }

  private static List<String> sizes(long number) {
    var forms = new ArrayList<>(List.of(String.format(Locale.ROOT, "%,d", number)));
    var units = List.of("KiB", "MiB", "GiB");
    for (var power = 1; power <= units.size(); power++) {
      var unit = 1L << (10 * power);
      if (number % unit == 0) {
        forms.add(number / unit + " " + units.get(power - 1));
      }
    }
    return forms;
  }

  private static List<Path> sources() {
    try (var files = Files.walk(FaultMatrix.checkout())) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().contains("/src/main/java/"))
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
