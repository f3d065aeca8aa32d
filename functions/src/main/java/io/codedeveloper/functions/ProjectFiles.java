package io.codedeveloper.functions;

import com.google.cloud.functions.HttpFunction;
import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import java.io.IOException;

/// The function `files`: reads and edits the roadmap and other files.
public final class ProjectFiles implements HttpFunction {
  private final Api api = Wiring.api();

  @Override
  public void service(HttpRequest request, HttpResponse response) throws IOException {
    api.serve("files", request, response);
  }
}
