package io.codedeveloper.functions;

import com.google.cloud.functions.HttpFunction;
import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import java.io.IOException;

/// The function `schedule`: when work is looked for.
public final class WorkHours implements HttpFunction {
  private final Api api = Wiring.api();

  @Override
  public void service(HttpRequest request, HttpResponse response) throws IOException {
    api.serve("schedule", request, response);
  }
}
