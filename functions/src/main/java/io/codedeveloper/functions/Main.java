package io.codedeveloper.functions;

import com.google.cloud.functions.invoker.runner.Invoker;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.VariableReader;

/// Serves the function that `FUNCTION_TARGET` names on `PORT`, in the image of the functions: what
/// the framework's own program does, without the options that it reads first.
public final class Main {
  private Main() {}

  /// What it throws ends the process with 1, and is logged as everything is that nobody caught.
  ///
  /// @throws UserErrorException naming all that is wrong with the settings
  public static void main(String[] arguments) throws Exception {
    var reader = new VariableReader(System.getenv());
    var target =
        reader.required(
            FunctionsConfiguration.TARGET,
            "set it to a function's entry point, for instance " + Health.class.getName());
    var port =
        reader
            .number(FunctionsConfiguration.PORT, 1, FunctionsConfiguration.HIGHEST_PORT)
            .orElse(FunctionsConfiguration.USUAL_PORT);
    reader.check();
    new Invoker(port, target, "http", Main.class.getClassLoader()).startServer();
  }
}
