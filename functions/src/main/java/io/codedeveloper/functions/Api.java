package io.codedeveloper.functions;

import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import io.codedeveloper.functions.api.ControlPlane;
import io.codedeveloper.functions.http.Pipeline;
import java.io.IOException;

/// The control plane behind every HTTP function.
record Api(Pipeline pipeline, ControlPlane plane) {
  /// Serves the paths of one function.
  void serve(String function, HttpRequest request, HttpResponse response) throws IOException {
    pipeline.serve(plane.of(function), request, response);
  }

  /// Serves every path.
  void serve(HttpRequest request, HttpResponse response) throws IOException {
    pipeline.serve(plane.all(), request, response);
  }
}
