package io.codedeveloper.functions;

import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import io.codedeveloper.functions.http.Endpoint;
import io.codedeveloper.functions.http.Pipeline;
import io.codedeveloper.platform.TransientException;
import java.io.IOException;
import java.util.List;

/// What answers without a platform.
record Alive(Pipeline pipeline, List<Endpoint> endpoints) {
  void serve(HttpRequest request, HttpResponse response) throws IOException {
    pipeline.serve(endpoints, request, response);
  }

  /// Nothing can be unavailable here; a bug is the host's to log.
  record ToldToTheHost() implements Pipeline.Faults {
    @Override
    public void unavailable(TransientException why) {
      throw why;
    }

    @Override
    public void bug(Exception why) {
      throw new IllegalStateException("a function without a platform failed", why);
    }
  }
}
