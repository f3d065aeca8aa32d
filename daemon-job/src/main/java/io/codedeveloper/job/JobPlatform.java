package io.codedeveloper.job;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.platform.JobLauncher.JobRequest;
import io.codedeveloper.platform.Platform;
import io.codedeveloper.platform.PlatformProvider;
import io.codedeveloper.platform.RandomIdSource;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.Variable;
import io.codedeveloper.platform.VariableReader;
import io.codedeveloper.platform.local.HandedSecrets;
import io.codedeveloper.platform.local.JobCommand;
import io.codedeveloper.platform.local.LocalPlatform;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/// The platform of a job, as the variable `PLATFORM` names it: opened.
///
/// @param closing keeps what was logged last, and lets go of the connections
record JobPlatform(Platform ports, Runnable closing) implements AutoCloseable {
  /// The value of `PLATFORM` for child processes of a host on one machine.
  static final String LOCAL = "local";

  /// The platform that the job is deployed with, where nothing names another.
  private static final String DEFAULT = "google";

  /// Whether the host is this machine.
  static boolean isLocal(Map<String, String> environment) {
    return name(environment).equals(LOCAL);
  }

  private static String name(Map<String, String> environment) {
    return new VariableReader(environment).text(Variable.PLATFORM).orElse(DEFAULT);
  }

  /// A data directory of this machine, and the secrets that the host hands over.
  static JobPlatform local(
      Path data, Map<String, String> environment, InputStream input, Clock clock) {
    var secrets = HandedSecrets.receive(input);
    var platform =
        LocalPlatform.open(
            data, clock, new RandomIdSource(), environment, secrets, JobPlatform::refuseToLaunch);
    return new JobPlatform(platform.ports(), platform::close);
  }

  /// The platform whose module is on the class path.
  ///
  /// @throws UserErrorException naming everything that is wrong with its settings
  static JobPlatform deployed(Map<String, String> environment, Clock clock) {
    var opened =
        PlatformProvider.named(name(environment)).open(environment, PlatformProvider.Host.JOB);
    var ports = opened.ports();
    var ours =
        new Platform(
            ports.documents(),
            ports.blobs(),
            ports.bus(),
            ports.jobs(),
            ports.delayedTasks(),
            ports.schedule(),
            ofTheJob(ports.secrets()),
            ports.logs(),
            clock,
            ports.ids());
    return new JobPlatform(ours, opened::close);
  }

  /// The key that signs the API's tokens is not for a job, which may not read it either.
  private static SecretSource ofTheJob(SecretSource secrets) {
    return new SecretSource() {
      @Override
      public Optional<Secret> read(Name name) {
        return name == Name.API_AUTH_SECRET ? Optional.empty() : secrets.read(name);
      }

      @Override
      public Optional<Secret> readAnew(Name name) {
        return name == Name.API_AUTH_SECRET ? Optional.empty() : secrets.readAnew(name);
      }
    };
  }

  @Override
  public void close() {
    closing.run();
  }

  private static JobCommand refuseToLaunch(JobRequest request) {
    throw new IllegalStateException("a job launches no job: " + request.iteration());
  }
}
