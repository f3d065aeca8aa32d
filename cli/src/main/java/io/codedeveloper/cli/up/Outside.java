package io.codedeveloper.cli.up;

import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.demo.DemoDirectory;
import io.codedeveloper.cli.demo.DemoRepository;
import io.codedeveloper.cli.demo.DemoSandbox;
import io.codedeveloper.cli.demo.RecordedModel;
import io.codedeveloper.cli.local.Installation;
import io.codedeveloper.cli.local.RunOptions;
import io.codedeveloper.job.JobConfiguration;
import io.codedeveloper.platform.SecretSource;
import java.nio.file.Path;

/// What lies outside of the host: the repository, the model, and the secrets for both.
///
/// @param repository URL or path
record Outside(String repository, JobConfiguration jobs, SecretSource secrets, Runnable end)
    implements AutoCloseable {
  /// The user's own.
  static Outside own(Surroundings with, Path directory, RunOptions options, String repository) {
    return new Outside(
        repository,
        options.configuration(with, directory),
        Installation.secrets(with, directory),
        () -> {});
  }

  /// The demo's repository, and a recorded model that needs no key.
  static Outside demo(Surroundings with, Path directory, RunOptions options) {
    DemoDirectory.take(directory);
    var repository = DemoRepository.in(directory, with.clock());
    var configuration = options.configuration(with, directory);
    var sandboxed =
        configuration.sandbox().equals("auto")
            ? configuration.withSandbox(DemoSandbox.choose(with).name())
            : configuration;
    var model = RecordedModel.start();
    return new Outside(
        repository.toString(),
        sandboxed.withMessagesUrl(model.url()),
        RecordedModel.secrets(Installation.secrets(with, directory)),
        model::close);
  }

  @Override
  public void close() {
    end.run();
  }
}
