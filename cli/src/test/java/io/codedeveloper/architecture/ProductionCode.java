package io.codedeveloper.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/// Leaves out tests, and the jar of contracts that tests share.
final class ProductionCode implements ImportOption {
  private final ImportOption noTestClasses = new DoNotIncludeTests();

  @Override
  public boolean includes(Location location) {
    return noTestClasses.includes(location) && !location.contains("-tests.jar");
  }
}
