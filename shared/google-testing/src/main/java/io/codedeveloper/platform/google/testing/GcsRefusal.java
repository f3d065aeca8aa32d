package io.codedeveloper.platform.google.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/// A request that the server of Cloud Storage refuses, as the service would.
final class GcsRefusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String reason;
  private final String says;

  GcsRefusal(int status, String reason, String says) {
    super(says);
    this.status = status;
    this.reason = reason;
    this.says = says;
  }

  int status() {
    return status;
  }

  JsonObject toJson() {
    var detail = new JsonObject();
    detail.addProperty("domain", "global");
    detail.addProperty("reason", reason);
    detail.addProperty("message", says);
    var details = new JsonArray();
    details.add(detail);
    var error = new JsonObject();
    error.addProperty("code", status);
    error.addProperty("message", says);
    error.add("errors", details);
    var body = new JsonObject();
    body.add("error", error);
    return body;
  }
}
