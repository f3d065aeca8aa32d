package io.codedeveloper.platform.google;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.FailedPreconditionException;
import com.google.api.gax.rpc.NotFoundException;
import com.google.cloud.secretmanager.v1.AccessSecretVersionResponse;
import com.google.cloud.secretmanager.v1.SecretManagerServiceClient;
import com.google.cloud.secretmanager.v1.SecretManagerServiceSettings;
import com.google.cloud.secretmanager.v1.SecretVersionName;
import io.codedeveloper.auth.Secret;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.google.log.ProcessSecrets;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Secrets of Secret Manager, each under its own name; the newest version counts, and the one
/// before it as long as it is enabled.
///
/// Replacing a secret: add a version, wait until nobody uses the one before, disable that one. What
/// was read is kept for a bounded time, and longer only while Secret Manager cannot be reached.
public final class SecretManagerSecretSource implements SecretSource, AutoCloseable {
  /// For functions, which are asked often: what they read counts five minutes.
  public static final Duration USUAL_AGE = Duration.ofMinutes(5);

  /// For jobs, which ask at each use, and once more when a secret was refused: then it must not be
  /// the one of before.
  public static final Duration ALWAYS_ANEW = Duration.ZERO;

  /// How long what was read is given on while Secret Manager cannot be reached.
  static final Duration LONGEST_OUTAGE = Duration.ofHours(1);

  /// Refusals of a secret that has not changed make it be read no more often, and no more often is
  /// anything asked for of which nothing is known while Secret Manager cannot be reached.
  static final Duration SHORTEST_PAUSE = Duration.ofSeconds(5);

  /// While what was read before is given on, Secret Manager is asked no more often: each time,
  /// those who need the secret wait until it is clear that it does not answer.
  static final Duration OUTAGE_PAUSE = Duration.ofSeconds(30);

  private final String project;
  private final Clock clock;
  private final Duration age;
  private final LazyClient<SecretManagerServiceClient> client;
  private final Map<Name, Known> known = new EnumMap<>(Name.class);
  private @Nullable Outage outage;

  /// @param project Google Cloud's
  /// @param age how long what was read counts
  public SecretManagerSecretSource(
      String project, ServiceEndpoint endpoint, Clock clock, Duration age) {
    this.project = project;
    this.clock = clock;
    this.age = age;
    this.client = new LazyClient<>(() -> connect(endpoint));
  }

  private static SecretManagerServiceClient connect(ServiceEndpoint endpoint) throws IOException {
    var settings = endpoint.applyTo(SecretManagerServiceSettings.newBuilder());
    endpoint.boundReading(settings.accessSecretVersionSettings());
    return SecretManagerServiceClient.create(settings.build());
  }

  /// What was read when.
  ///
  /// @param inVain when Secret Manager was asked since, and could not be reached
  private record Known(List<Secret> valid, Instant at, Optional<Instant> inVain) {
    boolean isEnough(Instant now, Duration longest) {
      return now.isBefore(at.plus(longest))
          || inVain.filter(asked -> now.isBefore(asked.plus(OUTAGE_PAUSE))).isPresent();
    }
  }

  /// When Secret Manager could not be reached, and how that showed.
  private record Outage(Instant at, TransientException why) {}

  @Override
  public Optional<Secret> read(Name name) {
    return valid(name).stream().findFirst();
  }

  @Override
  public Optional<Secret> readAnew(Name name) {
    return fresh(name, age.compareTo(SHORTEST_PAUSE) < 0 ? age : SHORTEST_PAUSE).stream()
        .findFirst();
  }

  @Override
  public List<Secret> valid(Name name) {
    return fresh(name, age);
  }

  /// One thread asks, the others wait for its answer.
  private synchronized List<Secret> fresh(Name name, Duration longest) {
    var now = clock.instant();
    var before = Optional.ofNullable(known.get(name));
    var enough = before.filter(one -> one.isEnough(now, longest));
    if (enough.isPresent()) {
      return enough.get().valid();
    }
    var kept = before.filter(one -> now.isBefore(one.at().plus(LONGEST_OUTAGE)));
    if (kept.isEmpty()) {
      checkReachable(name, now);
    }
    try {
      var valid = access(name);
      outage = null;
      known.put(name, new Known(valid, now, Optional.empty()));
      valid.forEach(ProcessSecrets::learn);
      return valid;
    } catch (TransientException unreachable) {
      outage = new Outage(clock.instant(), unreachable);
      var still = kept.orElseThrow(() -> unreachable);
      known.put(name, new Known(still.valid(), still.at(), Optional.of(clock.instant())));
      return still.valid();
    }
  }

  /// Those who need several secrets, one after the other, wait for one of them only.
  private void checkReachable(Name name, Instant now) {
    var last = outage;
    if (last != null && now.isBefore(last.at().plus(SHORTEST_PAUSE))) {
      throw new TransientException(
          "Secret Manager could not be reached a moment ago, and is not asked for %s before %s"
              .formatted(resource(name).what(), last.at().plus(SHORTEST_PAUSE)),
          last.why());
    }
  }

  private List<Secret> access(Name name) {
    var resource = resource(name);
    try {
      var newest = access(name, "latest");
      var number = Long.parseLong(SecretVersionName.parse(newest.getName()).getSecretVersion());
      var valid = new ArrayList<>(value(newest).stream().toList());
      if (number > 1) {
        accessEarlier(name, number - 1)
            .flatMap(SecretManagerSecretSource::value)
            .ifPresent(valid::add);
      }
      return List.copyOf(valid);
    } catch (NotFoundException notSet) {
      return List.of();
    } catch (FailedPreconditionException withdrawn) {
      throw new UserErrorException(
          "the newest version of %s is disabled or destroyed; add a version"
              .formatted(resource.what()),
          withdrawn);
    } catch (ApiException failure) {
      throw resource.translated(failure);
    }
  }

  /// A version that may have been disabled, destroyed or never been.
  private Optional<AccessSecretVersionResponse> accessEarlier(Name name, long number) {
    try {
      return Optional.of(access(name, Long.toString(number)));
    } catch (NotFoundException | FailedPreconditionException withdrawn) {
      return Optional.empty();
    }
  }

  private AccessSecretVersionResponse access(Name name, String version) {
    return client.get().accessSecretVersion(SecretVersionName.of(project, name.name(), version));
  }

  private static Optional<Secret> value(AccessSecretVersionResponse version) {
    return Optional.of(version.getPayload().getData().toStringUtf8())
        .filter(value -> !value.isBlank())
        .map(Secret::of);
  }

  private CloudResource resource(Name name) {
    return new CloudResource(
        "Secret Manager",
        "the secret projects/%s/secrets/%s".formatted(project, name),
        "roles/secretmanager.secretAccessor");
  }

  @Override
  public void close() {
    client.close();
  }
}
