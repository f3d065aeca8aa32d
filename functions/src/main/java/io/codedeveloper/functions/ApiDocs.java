package io.codedeveloper.functions;

import com.google.cloud.functions.HttpFunction;
import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import java.io.IOException;

/// The function `docs`: the description of the API, for anyone; in production it knows no path.
public final class ApiDocs implements HttpFunction {
  private final Alive described = Wiring.described();

  @Override
  public void service(HttpRequest request, HttpResponse response) throws IOException {
    described.serve(request, response);
  }
}
