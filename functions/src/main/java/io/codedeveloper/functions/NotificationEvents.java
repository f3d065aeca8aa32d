package io.codedeveloper.functions;

import com.google.cloud.functions.HttpFunction;
import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import java.io.IOException;

/// The function `notification-stream`: notifications as they are made.
public final class NotificationEvents implements HttpFunction {
  private final Api api = Wiring.api();

  @Override
  public void service(HttpRequest request, HttpResponse response) throws IOException {
    api.serve("notification-stream", request, response);
  }
}
