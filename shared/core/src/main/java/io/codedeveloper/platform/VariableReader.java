package io.codedeveloper.platform;

import io.codedeveloper.auth.Redactor;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Reads variables and collects what is wrong with them, so that all of it is told at once. A blank
/// variable is as good as none. What is told holds no secret, also where one was put into the wrong
/// variable.
public final class VariableReader {
  private static final int LONGEST_NUMBER = 9;
  private static final int LONGEST_SHOWN = 200;

  private final Map<String, String> variables;
  private final Problems problems = new Problems();

  public VariableReader(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  /// Its value without blanks around it.
  public Optional<String> text(Variable variable) {
    return Optional.ofNullable(variables.get(variable.name()))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  /// Its value; where it is missing that is a problem, and an empty text is given.
  ///
  /// @param how what to do about it: `set it to …`
  public String required(Variable variable, String how) {
    var value = text(variable);
    if (value.isEmpty()) {
      problem("%s is not set; %s".formatted(variable.name(), how));
    }
    return value.orElse("");
  }

  /// Its value as something else; what cannot be understood is a problem.
  ///
  /// @param understand gives nothing for what it does not understand
  /// @param write what to write instead: `a number from 1 to 9`
  public <T> Optional<T> parsed(
      Variable variable, Function<String, Optional<T>> understand, String write) {
    var value = text(variable);
    var understood = value.flatMap(understand);
    if (value.isPresent() && understood.isEmpty()) {
      var shown = variable.secret() ? "" : " is '" + shown(value.get()) + "', which";
      problem("%s%s is not understood; write %s".formatted(variable.name(), shown, write));
    }
    return understood;
  }

  private static String shown(String value) {
    var clean = new Redactor(List.of()).redact(value);
    return clean.length() <= LONGEST_SHOWN ? clean : clean.substring(0, LONGEST_SHOWN) + "…";
  }

  /// Its value as a whole number.
  public Optional<Integer> number(Variable variable, int least, int most) {
    return parsed(
        variable,
        text -> wholeNumber(text).filter(number -> least <= number && number <= most),
        "a number from %d to %d".formatted(least, most));
  }

  private static Optional<Integer> wholeNumber(String text) {
    return text.matches("[0-9]{1,%d}".formatted(LONGEST_NUMBER))
        ? Optional.of(Integer.valueOf(text))
        : Optional.empty();
  }

  /// Its value as the address of a web server.
  public Optional<String> url(Variable variable) {
    return parsed(
        variable,
        text -> Optional.of(text).filter(VariableReader::isHttp),
        "an http or https address, or unset it");
  }

  private static boolean isHttp(String url) {
    try {
      var uri = new URI(url);
      return uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?");
    } catch (URISyntaxException malformed) {
      return false;
    }
  }

  /// Something wrong that only a look at several variables shows.
  public void problem(String problem) {
    problems.add(problem);
  }

  /// What something else reads; its problems are told with the others.
  ///
  /// @return nothing where it had any
  public <T> Optional<T> including(Supplier<T> other) {
    return problems.attempt(other);
  }

  /// Refuses to go on where anything is wrong.
  ///
  /// @throws UserErrorException with one line for each problem
  public void check() {
    problems.refuse();
  }
}
