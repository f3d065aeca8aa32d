package io.codedeveloper.functions.api;

import io.codedeveloper.functions.http.Answer;
import java.util.LinkedHashMap;

/// Tells who opens the bare address what is here and where to go on.
final class WelcomeApi {
  private WelcomeApi() {}

  /// @param isDescribed whether the description is served here
  static Answer greet(boolean isDescribed) {
    var links = new LinkedHashMap<String, String>();
    links.put("health", "/health");
    if (isDescribed) {
      links.put("docs", "/docs");
      links.put("openapi", "/openapi.json");
    }
    var words = new LinkedHashMap<String, Object>();
    words.put("name", "code-developer");
    words.put("links", links);
    return Answer.json(200, words);
  }
}
