package io.codedeveloper.cli.ops;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.cli.person.Person;
import io.codedeveloper.cli.up.SigningKey;
import io.codedeveloper.platform.SecretSource.Name;
import io.codedeveloper.platform.UserErrorException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Which value is brought in. A value that somebody is asked for is never left unread, also where a
/// version is being brought in already. The key of the API is made, unless somebody says that it is
/// given.
///
/// @param options what somebody said of it
/// @param addressed puts into a command what leads it to the same installation
record NewValue(
    Name name, RotationOptions options, Person person, UnaryOperator<String> addressed) {
  /// Whether others know the value that counts now.
  boolean atOnce() {
    return options.atOnce();
  }

  /// The command that goes on.
  ///
  /// @param underway the version that is being brought in by then
  String again(Optional<Integer> underway) {
    return "project-manager ops rotate-secret " + name + options.words(underway);
  }

  /// @throws UserErrorException when somebody pipes in a value that would be left unread
  void checkRead() {
    if (!isAsked() && person.hasPiped()) {
      throw new UserErrorException(
          "something is piped in, and %s is made here: say --given to bring in what is piped, or take the pipe away (</dev/null)"
              .formatted(name));
    }
  }

  /// A value that was not there before.
  ///
  /// @throws UserErrorException when there is none
  Secret fresh() {
    if (options.goOn().isPresent()) {
      throw new UserErrorException("no version is being brought in; leave --go-on out");
    }
    return made().or(() -> typed("it is not shown")).orElseThrow(this::none);
  }

  private Optional<Secret> made() {
    return isAsked() ? Optional.empty() : Optional.of(Secret.of(SigningKey.random()));
  }

  private boolean isAsked() {
    return name != Name.API_AUTH_SECRET || options.given();
  }

  private Optional<Secret> typed(String remark) {
    return person
        .secret("New value of %s (%s): ".formatted(name, remark))
        .filter(text -> !text.isBlank())
        .map(Secret::of);
  }

  private UserErrorException none() {
    return new UserErrorException(
        "there is no value; pipe it in: "
            + addressed.apply("printf %s \"$NEW\" | " + again(Optional.empty())));
  }

  /// A value in place of the one that is being brought in; empty: that one is meant.
  ///
  /// @param number of the version that is being brought in
  /// @throws UserErrorException when it is not clear which is meant, or a third would refuse people
  Optional<Secret> inPlaceOf(int number, Secret present) {
    if (options.goOn().isPresent()) {
      if (options.goOn().get() != number) {
        throw new UserErrorException(
            "--go-on is %d, and the version that is being brought in is %d"
                .formatted(options.goOn().get(), number));
      }
      return Optional.empty();
    }
    var wanted = options.another() ? Optional.of(fresh()) : asked(number);
    if (wanted.isEmpty() && atOnce()) {
      throw new UserErrorException(
          "version %1$d is being brought in: say with --go-on %1$d that nobody else knows it, or with --another that it is replaced, too"
              .formatted(number));
    }
    var other = wanted.filter(one -> !one.equals(present));
    if (other.isPresent() && name == Name.API_AUTH_SECRET && !atOnce()) {
      throw new UserErrorException(
          "version %d is being brought in, and the API takes the newest two: with a third, tokens of the one before are refused; end that first, or say --now"
              .formatted(number));
    }
    return other;
  }

  private Optional<Secret> asked(int number) {
    return isAsked()
        ? typed("it is not shown; empty: goes on with version %d".formatted(number))
        : Optional.empty();
  }
}
