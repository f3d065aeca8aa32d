package io.codedeveloper.reference;

import io.codedeveloper.cli.CommandPage;
import io.codedeveloper.cli.bill.CostPage;
import java.io.IOException;

/// `./dev docs`: writes every page that is made from the code.
public final class Pages {
  private Pages() {}

  public static void main(String[] arguments) throws IOException {
    ConfigurationPage.main(arguments);
    CostPage.main(arguments);
    CommandPage.main(arguments);
    PlatformPage.main(arguments);
  }
}
