package io.codedeveloper.functions;

import com.google.cloud.functions.HttpFunction;
import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import java.io.IOException;

/// The function `health`: whether it is alive, for anyone.
public final class Health implements HttpFunction {
  private final Alive alive = Wiring.alive();

  @Override
  public void service(HttpRequest request, HttpResponse response) throws IOException {
    alive.serve(request, response);
  }
}
