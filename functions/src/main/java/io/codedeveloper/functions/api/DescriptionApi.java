package io.codedeveloper.functions.api;

import io.codedeveloper.functions.http.Answer;
import io.codedeveloper.functions.http.Call;

/// Shows the API's own description, to programs and to people.
final class DescriptionApi {
  private DescriptionApi() {}

  static Answer json(Call call) {
    return Answer.json(200, OpenApiFile.read());
  }

  static Answer page(Call call) {
    var page = new DescriptionPage(OpenApiFile.read());
    return Answer.text(200, "text/html; charset=utf-8", page.html())
        .with("Content-Security-Policy", page.securityPolicy());
  }
}
