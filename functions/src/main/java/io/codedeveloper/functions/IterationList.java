package io.codedeveloper.functions;

import com.google.cloud.functions.HttpFunction;
import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import java.io.IOException;

/// The function `iterations`: lists iterations, and shows one with its journal.
public final class IterationList implements HttpFunction {
  private final Api api = Wiring.api();

  @Override
  public void service(HttpRequest request, HttpResponse response) throws IOException {
    api.serve("iterations", request, response);
  }
}
