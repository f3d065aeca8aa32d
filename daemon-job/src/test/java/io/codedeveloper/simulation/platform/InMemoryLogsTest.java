package io.codedeveloper.simulation.platform;

import io.codedeveloper.platform.LogStore;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.contract.LogStoreContract;
import io.codedeveloper.platform.contract.SecretSourceContract;
import java.util.Map;

/// The logs and the secrets of the simulation do what all others do.
final class InMemoryLogsTest implements LogStoreContract, SecretSourceContract {
  private final InMemoryLogs logs = new InMemoryLogs();

  @Override
  public LogStore logs() {
    return logs;
  }

  @Override
  public LogStore otherLogs() {
    return logs;
  }

  @Override
  public SecretSource holding(Map<SecretSource.Name, String> secrets) {
    return new InMemorySecrets(secrets);
  }
}
