package io.codedeveloper.platform;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.platform.Variable.Reader;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Gives secrets by name.
public interface SecretSource {
  /// The secret's present value, or nothing where none is set; possibly a few minutes old.
  ///
  /// @throws TransientException when it cannot be read now
  Optional<Secret> read(Name name);

  /// The secret's present value, read anew: for whom the party that the secret is for has refused
  /// the one that he had. It may have been replaced since.
  ///
  /// @throws TransientException when it cannot be read now
  default Optional<Secret> readAnew(Name name) {
    return read(name);
  }

  /// Every value that counts at present, the one of [#read] first: two while a secret is being
  /// replaced, where the platform keeps the one before.
  ///
  /// @throws TransientException when they cannot be read now
  default List<Secret> valid(Name name) {
    return read(name).stream().toList();
  }

  /// Every secret that this process can read now, for its redactor: what it cannot read, it cannot
  /// tell.
  default List<Secret> readable() {
    return Arrays.stream(Name.values())
        .map(this::readIfPossible)
        .flatMap(Optional::stream)
        .filter(Secret::isRecognisable)
        .toList();
  }

  private Optional<Secret> readIfPossible(Name name) {
    try {
      return read(name);
    } catch (TransientException | UserErrorException unreadable) {
      return Optional.empty();
    }
  }

  /// The secrets of the system; the constant's name is also the environment variable's.
  enum Name {
    /// The key of the Messages API.
    ANTHROPIC_API_KEY("key of the Messages API", "", Reader.RUN_ONCE, Reader.UP, Reader.JOB),
    /// The token for the Git host: contents and pull requests.
    GITHUB_TOKEN(
        "contents and pull requests (write) of the repositories worked on",
        "",
        Reader.RUN_ONCE,
        Reader.UP,
        Reader.JOB),
    /// The key that signs the API's bearer tokens (HS256), at least 32 bytes.
    API_AUTH_SECRET(
        "signs the API's tokens, at least 32 bytes",
        "`up` makes one in its data directory",
        Reader.UP,
        Reader.FUNCTIONS,
        Reader.CLOUD),
    /// Where notifications are posted to. Such an address often holds a token.
    NOTIFICATION_WEBHOOK_URL(
        "where notifications are posted to, `https://…`: [how](../how-to/notifications.md)",
        "nowhere",
        Reader.UP,
        Reader.FUNCTIONS),
    /// The key that signs what is posted there, as Base64.
    NOTIFICATION_WEBHOOK_KEY(
        "signs what is posted there: Base64 of at least 24 bytes", "", Reader.UP, Reader.FUNCTIONS),
    /// The address of an incoming webhook of Slack: who knows it may post.
    NOTIFICATION_SLACK_URL(
        "the incoming webhook of Slack that notifications are posted to",
        "nowhere",
        Reader.UP,
        Reader.FUNCTIONS);

    private final Variable variable;

    Name(String meaning, String usual, Reader... readers) {
      variable = Variable.secret(name(), meaning, readers).usuallyAsDescribed(usual);
    }

    /// The variable of the same name.
    public Variable variable() {
      return variable;
    }
  }
}
