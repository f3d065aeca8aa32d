package io.codedeveloper.functions;

import com.google.cloud.functions.HttpFunction;
import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import java.io.IOException;

/// The function `logs`: what the daemon logged, as a stream.
public final class DaemonLogs implements HttpFunction {
  private final Api api = Wiring.api();

  @Override
  public void service(HttpRequest request, HttpResponse response) throws IOException {
    api.serve("logs", request, response);
  }
}
